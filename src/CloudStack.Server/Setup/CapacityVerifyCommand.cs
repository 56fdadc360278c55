using CloudStack.Engine;
using CloudStack.Server.Hosting;

namespace CloudStack.Server.Setup;

/// <summary><c>capacity verify</c>: recounts what hosts, pools, addresses and VLANs are used for, and tells every difference.</summary>
internal static class CapacityVerifyCommand
{
    private const string Usage = """
        capacity verify [--database FILE | mysql://user:password@host:port/database] [--key-file FILE]
        Tells every figure that does not agree with its recount, one line each; the exit code is 1 when there is one. Nothing is changed.
        """;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["--database"] = "CloudStack:Database",
        ["--key-file"] = "CloudStack:KeyFile",
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["verify", .. var rest] || rest.Length % 2 != 0 || rest.Where((_, index) => index % 2 == 0).Any(name => !Names.ContainsKey(name)))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }
        try
        {
            var builder = ServerConfiguration.CreateBuilder([.. rest.Chunk(2).SelectMany(pair => new[] { $"--{Names[pair[0]]}", pair[1] })]);
            var options = ServerConfiguration.Read(builder.Configuration);
            await using var services = new ServiceCollection().AddCloudStack(cloud => ServerConfiguration.Configure(cloud, options, AdminPassword.For(options).Text)).BuildServiceProvider();
            var report = await services.GetRequiredService<IConsistencyCheck>().RunAsync();
            foreach (var line in report.Differences)
            {
                Console.WriteLine(line);
            }
            Console.WriteLine($"{report.Differences.Count} differences, {report.JobsInProgress} jobs under way, {report.StuckJobs.Count} stuck");
            return report.Differences.Count == 0 ? 0 : 1;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"The capacity could not be verified: {exception.Message}");
            return 1;
        }
    }
}
