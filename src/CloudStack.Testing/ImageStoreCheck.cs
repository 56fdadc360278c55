namespace CloudStack.Testing;

/// <summary>One rule that a driver of image stores must keep, and the way to try it.</summary>
public sealed class ImageStoreCheck
{
    private readonly Func<IImageStoreHarness, CancellationToken, Task> _body;

    internal ImageStoreCheck(Func<IImageStoreHarness, CancellationToken, Task> body, string rule) => (_body, Name, Rule) = (body, body.Method.Name, rule);

    /// <summary>The check's name, for example <c>A_removed_image_is_gone</c>.</summary>
    public string Name { get; }

    /// <summary>The rule of the contract that the check is about.</summary>
    public string Rule { get; }

    /// <summary>Tries the driver.</summary>
    /// <param name="harness">The harness, started.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ConformanceException">The driver breaks the rule; the message says which rule, and what was seen.</exception>
    public async Task RunAsync(IImageStoreHarness harness, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(harness);
        try
        {
            await _body(harness, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var seen = e is ConformanceException ? e.Message : HypervisorTrial.Describe(e);
            throw new ConformanceException($"ImageStore.{Name} failed: {seen}.{Environment.NewLine}Rule: {Rule}", e);
        }
    }

    /// <summary>The check's name.</summary>
    public override string ToString() => Name;
}
