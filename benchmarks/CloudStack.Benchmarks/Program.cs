using System.Globalization;
using CloudStack.Benchmarks;
using CloudStack.Benchmarks.Placement;

// dotnet run -c Release --project benchmarks/CloudStack.Benchmarks -- NAME [--database mysql://...] [--hosts N] [--vms N] [--at-once N] [--seconds N] [--kills N] [--seed N]
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
    case "workload":
        Workload.Check();
        Console.WriteLine("The workload gives its check values.");
        break;
    case "w1":
        InProcess.Fill(Number("hosts", 10_000), options.GetValueOrDefault("policy", "random"), options.GetValueOrDefault("allocator"));
        break;
    case "w2":
        InProcess.Decide(Number("hosts", 10_000), options.GetValueOrDefault("policy", "random"));
        break;
    case "w3":
        InProcess.Churn(Number("hosts", 10_000), options.GetValueOrDefault("policy", "random"));
        break;
    case "w4":
        await CandidateQuery.RunAsync(Number("hosts", 5000));
        break;
    case "w5":
        await Claims.RunAsync(options.GetValueOrDefault("database"), Number("hosts", 1000), isChosen: false, Number("vms", 2000));
        break;
    case "w5-many":
        await ManyServers.RunAsync(options["database"], Number("hosts", 400), TimeSpan.FromSeconds(Number("seconds", 8)));
        break;
    case "w5-child":
        await ManyServers.ChildAsync(options["database"], TimeSpan.FromSeconds(Number("seconds", 8)), Number("seed", 0));
        break;
    case "w6":
        await Claims.RunAsync(options.GetValueOrDefault("database"), Number("hosts", 1000), isChosen: true, Number("vms", 2000));
        break;
    case "w7":
        await AddedHosts.RunAsync(Number("hosts", 2000), Number("at-once", 0));
        break;
    case "w8":
        Plans.Rebalance(Number("hosts", 1000));
        break;
    case "w9":
        Plans.WhatIf(Number("hosts", 10_000));
        break;
    case "w11":
        await CrashedClaims.RunAsync(Number("hosts", 1000), Number("kills", 50), Number("seed", Environment.ProcessId));
        break;
    case "memory":
        await Memory.RunAsync(Number("hosts", 1000), Number("vms", 5000));
        break;
    default:
        Console.WriteLine("Give one of: cold-start, deploy, memory, api, workload, w1 to w9, w5-many, w11");
        return 1;
}
return 0;
