using System.Globalization;
using CloudStack.Benchmarks;

// dotnet run -c Release --project benchmarks/CloudStack.Benchmarks -- NAME [--database mysql://...] [--hosts N] [--vms N] [--at-once N]
var options = new Dictionary<string, string>();
for (var i = 1; i + 1 < args.Length; i += 2)
{
    options[args[i].TrimStart('-')] = args[i + 1];
}
int Number(string name, int usual) => options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
switch (args.FirstOrDefault())
{
    case "cold-start":
        await ColdStart.RunAsync();
        break;
    case "cold-start-child":
        await ColdStart.ChildAsync(args[1]);
        break;
    case "deploy":
        await Deployments.RunAsync(options.GetValueOrDefault("database"), Number("hosts", 1000), Number("vms", 5000), Number("at-once", 64));
        break;
    case "api":
        await Api.RunAsync(Number("vms", 100_000), options.GetValueOrDefault("only", ""));
        break;
    case "memory":
        await Memory.RunAsync(Number("hosts", 1000), Number("vms", 5000));
        break;
    default:
        Console.WriteLine("Give one of: cold-start, deploy, memory, api");
        return 1;
}
return 0;
