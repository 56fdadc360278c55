using System.Globalization;
using CloudStack;
using CloudStack.Workload;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// A cloud at work, for tests that kill it: every phase can be cut off at any moment and started again on the same database.
//   setup   --database D --state S --hosts N     builds the zone
//   work    --database D --state S --vms N       deploys up to N VMs, with stops, starts, migrations and destroys in between; runs until killed or done
//   fill    --database D --state S               places VMs, eight at once, until the cloud is full; prints the name of each that runs
//   takeover --database D --state S              starts a second server with jobs under way, kills it, and tells how long they took to end here
//   finish  --database D --state S               lets everything come to its end and verifies the books; exit code 1 if they are wrong
var options = new Dictionary<string, string>();
for (var i = 1; i + 1 < args.Length; i += 2)
{
    options[args[i].TrimStart('-')] = args[i + 1];
}
await using var services = new ServiceCollection()
    .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole(console => console.SingleLine = true))
    .AddCloudStack(cloud =>
    {
        var database = options["database"];
        _ = database.Contains("://", StringComparison.Ordinal) ? cloud.UseMySql(database).UseKey(() => "workload"u8.ToArray()) : cloud.UseSqlite(database);
        cloud.AddPlugins("plugins", plugins => plugins.Set("simulator", "state", options["state"]).Set("simulator", "overcommit", "false").Set("simulator", "faults", options.GetValueOrDefault("faults", "")));
    })
    .BuildServiceProvider();
var workload = new Workload(services.GetRequiredService<ICloud>(), int.Parse(options.GetValueOrDefault("seed", "1"), CultureInfo.InvariantCulture));
var number = int.Parse(options.GetValueOrDefault("vms", options.GetValueOrDefault("hosts", "20")), CultureInfo.InvariantCulture);
return args[0] switch
{
    "setup" => await workload.SetUpAsync(number),
    "work" => await workload.WorkAsync(number),
    "fill" => await workload.FillAsync(),
    "takeover" => await workload.TakeOverAsync(options),
    "hold" => await workload.HoldAsync(),
    "finish" => await workload.FinishAsync(),
    _ => throw new ArgumentException($"There is no phase {args[0]}."),
};
