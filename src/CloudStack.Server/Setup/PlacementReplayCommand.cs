using System.Globalization;
using CloudStack.Engine;
using CloudStack.Server.Hosting;

namespace CloudStack.Server.Setup;

/// <summary><c>placement replay</c>: makes the decisions of the decision log once more, and verifies them or compares another policy.</summary>
internal static class PlacementReplayCommand
{
    private const string Usage = """
        placement replay [--zone NAME] [--from TIME] [--to TIME] [--policy NAME] [--database FILE | mysql://user:password@host:port/database] [--key-file FILE]
        Without --policy every logged decision must come out as it did; the first that does not is told, and the exit code is 1. With --policy the decisions
        are made by that policy too, and both are compared. TIME is as 2026-11-26T14:00:00Z, in UTC where it names no zone. Nothing in the cloud is changed.
        """;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["--zone"] = "zone",
        ["--from"] = "from",
        ["--to"] = "to",
        ["--policy"] = "policy",
        ["--database"] = "CloudStack:Database",
        ["--key-file"] = "CloudStack:KeyFile",
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["replay", .. var rest] || rest.Length % 2 != 0 || rest.Where((_, index) => index % 2 == 0).Any(name => !Names.ContainsKey(name)))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }
        var builder = ServerConfiguration.CreateBuilder([.. rest.Chunk(2).SelectMany(pair => new[] { $"--{Names[pair[0]]}", pair[1] })]);
        try
        {
            var options = ServerConfiguration.Read(builder.Configuration);
            var asked = new ReplayRequest
            {
                Zone = builder.Configuration["zone"],
                From = Time(builder.Configuration["from"]),
                To = Time(builder.Configuration["to"]),
                Policy = builder.Configuration["policy"],
            };
            // Policies and rules of plugins decide as they did only if they are there.
            await using var services = new ServiceCollection().AddCloudStack(cloud => ServerConfiguration.Configure(cloud, options, AdminPassword.For(options).Text)).BuildServiceProvider();
            return Tell(await services.GetRequiredService<IPlacementReplay>().RunAsync(asked), asked.Policy);
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"The log could not be replayed: {exception.Message}");
            return 1;
        }
    }

    private static int Tell(ReplayReport report, string? policy)
    {
        if (report.Difference is { } difference)
        {
            Console.WriteLine(Text($"The decision {report.Decisions:N0} came out differently: {difference}"));
            return 1;
        }
        if (policy is null)
        {
            Console.WriteLine(Text($"{report.Decisions:N0} decisions in {report.Segments:N0} segments came out exactly as they were logged."));
            return 0;
        }
        Console.WriteLine(Text($"{report.Decisions:N0} decisions in {report.Segments:N0} segments"));
        Tell("as logged", report.Logged!);
        Tell(policy, report.Other!);
        return 0;
    }

    private static void Tell(string name, PolicyFigures figures) => Console.WriteLine(Text(
        $"{name}: failures {figures.Failures:N0}, spread {figures.Spread:F2} cores, xl slots left {figures.LargeSlots:N0}, {figures.Microseconds:F1} microseconds a decision"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new InvalidOperationException($"{text} is not a time; give it as 2026-11-26T14:00:00Z.");
}
