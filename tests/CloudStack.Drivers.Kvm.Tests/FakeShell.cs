using CloudStack.Drivers.Kvm.Transport;

namespace CloudStack.Drivers.Kvm.Tests;

/// <summary>A host that answers as it is told, and remembers what it was asked.</summary>
internal sealed class FakeShell : IHostShell
{
    private readonly Queue<Func<HostResult>> answers = new();

    public List<HostCommand> Asked { get; } = [];

    public FakeShell Answer(string output = "", int exitCode = 0, string error = "")
    {
        answers.Enqueue(() => new HostResult(exitCode, output, error, "SHA256:key"));
        return this;
    }

    public FakeShell Fail(DriverException error)
    {
        answers.Enqueue(() => throw error);
        return this;
    }

    public Task<HostResult> RunAsync(HostEndpoint host, HostCommand command, CancellationToken cancellationToken)
    {
        Asked.Add(command);
        if (answers.Count == 0)
            throw new InvalidOperationException($"No answer was planned for: {command.Purpose}");
        try
        {
            return Task.FromResult(answers.Dequeue()());
        }
        catch (DriverException e)
        {
            return Task.FromException<HostResult>(e);
        }
    }
}
