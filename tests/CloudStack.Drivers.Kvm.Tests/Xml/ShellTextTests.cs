using System.Diagnostics;
using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;
using CsCheck;

namespace CloudStack.Drivers.Kvm.Tests.Xml;

public sealed class ShellTextTests
{
    private static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.String[Gen.Char["'\"\\`$();&|<>*?[]{}~!#%^=- \t\n\rabc012éü大"], 0, 40],
        Gen.String[Gen.Char['\u0001', '\u007f'], 0, 40]);

    [Test]
    public void A_real_shell_reads_any_value_back_as_it_was()
    {
        // a few long samples: starting a shell is what takes the time
        Nasty.Array[1, 40].Sample(values => Assert.That(Shell("for a; do printf '%s\\0' \"$a\"; done", values), Is.EqualTo(values)), iter: 40, threads: 1);
    }

    [TestCase("x; reboot")]
    [TestCase("$(reboot)")]
    [TestCase("`reboot`")]
    [TestCase("'; reboot; '")]
    [TestCase("-rf")]
    [TestCase("\\")]
    public void A_value_is_never_a_command(string value) => Assert.That(Shell("printf '%s\\0' \"$1\"", [value]), Is.EqualTo(new[] { value }));

    [Test]
    public void Quoting_leaves_no_quote_open()
    {
        Nasty.Sample(value =>
        {
            var quoted = ShellText.Quote(value);
            return quoted[0] == '\'' && quoted[^1] == '\'' && !quoted[1..^1].Replace("'\\''", "", StringComparison.Ordinal).Contains('\'', StringComparison.Ordinal);
        });
    }

    [Test]
    public void A_NUL_character_is_refused() => Assert.That(() => ShellText.Quote("a\0b"), Throws.ArgumentException);

    [Test]
    public void Input_and_secrets_are_not_on_the_command_line()
    {
        var command = new HostCommand("start VM", VmScripts.Start) { Arguments = ["id", "new", "/folder"], Input = "<graphics passwd='hunter2'/>" };
        Assert.That(command.ToCommandLine("qemu:///system"), Does.Not.Contain("hunter2"));
        Assert.That(command.ToString(), Is.EqualTo("start VM"));
    }

    [Test]
    public void Every_script_is_one_that_the_shell_can_read()
    {
        foreach (var script in (string[])
            [
                HostScripts.Probe, HostScripts.Usage, HostScripts.DomainUsage, VmScripts.Look, VmScripts.LookAll, VmScripts.Start, VmScripts.Resume, VmScripts.Shutdown,
                VmScripts.PowerOff, VmScripts.Remove, VmScripts.Reboot, VmScripts.Attach, VmScripts.Detach, VmScripts.Migrate, VmScripts.Migratable, NetworkScripts.Prepare,
                StorageScripts.EnsureFolder, StorageScripts.EnsureNfs, StorageScripts.RemoveNfs, StorageScripts.EnsureTemplate, StorageScripts.EnsureVolume,
                StorageScripts.RemoveVolume,
            ])
        {
            using var process = Process.Start(new ProcessStartInfo("sh", ["-n", "-c", HostScripts.Prelude("qemu:///system") + script]) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors + script);
        }
    }

    /// <summary>Has a shell run the command line as sshd would, and splits what it prints at NUL.</summary>
    private static string[] Shell(string script, string[] values)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", ShellText.Run(script, values)]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Split('\0')[..^1];
    }
}
