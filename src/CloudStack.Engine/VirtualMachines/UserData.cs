namespace CloudStack.Engine;

/// <summary>What a VM's owner hands to its guest.</summary>
internal static class UserData
{
    private const int MostBytes = 2048;

    /// <exception cref="CloudStackException">It is no base64, or too long (431).</exception>
    public static void Check(string? text)
    {
        if (text is null)
        {
            return;
        }
        if (!Convert.TryFromBase64String(text, new byte[text.Length], out var length))
        {
            throw CloudStackException.Invalid("userdata must be base64.");
        }
        if (length > MostBytes)
        {
            throw CloudStackException.Invalid($"userdata is {length} bytes; at most {MostBytes} are allowed.");
        }
    }
}
