namespace CloudStack.Parity;

/// <summary>
/// Holds the catalog against the facts of 4.1. Where those are not at hand there is nothing to hold it against, and only the report's own
/// consistency is looked at.
/// </summary>
public sealed class ParityTests
{
    private static IEnumerable<CommandDescriptor> Commands => CommandCatalog.Default.Commands;

    [TestCaseSource(nameof(Commands))]
    public void A_command_is_as_in_4_1(CommandDescriptor command) =>
        Assert.That(Differences(command).Where(difference => !Exemptions.Cover(difference)), Is.Empty);

    [Test]
    public void Every_exemption_has_a_reason_and_only_one_entry()
    {
        Assert.That(Exemptions.All.Select(exemption => exemption.Reason), Has.All.Not.Empty);
        Assert.That(Exemptions.All.Select(exemption => (exemption.Subject, exemption.Aspect)), Is.Unique);
    }

    [Test]
    public void No_exemption_outlives_its_difference()
    {
        if (Reference.Current is null)
            return;

        var differences = Commands.SelectMany(Differences).Select(difference => (difference.Subject, difference.Aspect)).ToHashSet();
        Assert.That(Exemptions.All.Where(exemption => !differences.Contains((exemption.Subject, exemption.Aspect))), Is.Empty);
    }

    [Test]
    public void The_number_of_commands_only_grows() =>
        Assert.That(
            CommandCatalog.Default.Commands,
            Has.Count.GreaterThanOrEqualTo(File.Exists(Repository.ParityFile) ? ParityReport.PresentIn(File.ReadAllText(Repository.ParityFile)) : 0));

    [Test]
    public void The_report_is_up_to_date()
    {
        var differences = File.ReadAllText(Repository.DifferencesFile).ReplaceLineEndings("\n");
        if (Reference.Current is { } reference)
        {
            var report = ParityReport.Write(CommandCatalog.Default, reference, differences);
            if (Environment.GetEnvironmentVariable("CLOUDSTACK_WRITE_GOLDEN") == "1")
                WriteUnlessItShrinks(report);
            Assert.That(File.ReadAllText(Repository.ParityFile).ReplaceLineEndings("\n"), Is.EqualTo(report));
        }

        Assert.That(File.ReadAllText(Repository.ParityFile).ReplaceLineEndings("\n"), Does.EndWith(differences));
    }

    private static IReadOnlyList<Difference> Differences(CommandDescriptor command) =>
        Reference.Current is { } reference ? CommandComparison.Compare(command, reference) : [];

    private static void WriteUnlessItShrinks(string report)
    {
        if (File.Exists(Repository.ParityFile))
            Assert.That(ParityReport.PresentIn(report), Is.GreaterThanOrEqualTo(ParityReport.PresentIn(File.ReadAllText(Repository.ParityFile))));
        Directory.CreateDirectory(Path.GetDirectoryName(Repository.ParityFile)!);
        File.WriteAllText(Repository.ParityFile, report);
    }
}
