namespace CloudStack.Testing;

/// <summary>A driver breaks a rule of its contract.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">The rule, and what was seen.</param>
    /// <param name="innerException">The cause.</param>
    public ConformanceException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
