using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm.Transport;

/// <summary>One thing to run on a host.</summary>
/// <param name="Purpose">What it is for, to end the sentence "the host could not ...".</param>
/// <param name="Script">Text of the script, fixed.</param>
internal sealed record HostCommand(string Purpose, string Script)
{
    /// <summary>Values for the script.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Standard input, or null for none.</summary>
    public string? Input { get; init; }

    /// <summary>Whether it changes something: such a command is never sent twice.</summary>
    public bool Changes { get; init; }

    /// <summary>How long it may take; null for the usual time.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Values that must not appear in a message.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The command line that runs it.</summary>
    public string ToCommandLine(string libvirtUri) =>
        ShellText.Run(HostScripts.Prelude(libvirtUri) + Script, Arguments) + (Input is null ? " </dev/null" : "");

    /// <summary>Its purpose: arguments and input may hold secrets.</summary>
    public override string ToString() => Purpose;
}

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Exit code of the script.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
/// <param name="HostKey">The key that the host showed, as <c>SHA256:...</c>.</param>
internal sealed record HostResult(int ExitCode, string Output, string Error, string HostKey);

/// <summary>Runs commands on hosts: the driver's only way to the world. Safe for concurrent use.</summary>
internal interface IHostShell
{
    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="DriverException">The host cannot be reached or refuses; the message says which. The command's own failure is in the result.</exception>
    Task<HostResult> RunAsync(HostEndpoint host, HostCommand command, CancellationToken cancellationToken);
}
