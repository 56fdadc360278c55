using System.Globalization;
using CloudStack.Benchmarks;
using CloudStack.Benchmarks.Placement;

// dotnet run -c Release --project benchmarks/CloudStack.Benchmarks -- NAME [--database mysql://...] [--hosts N] [--vms N] [--at-once N] [--seconds N] [--kills N] [--seed N]
// w1, w2, w3, w8 and w9 take several: --hosts N,N,... (and w1 to w3 --policy NAME,NAME,..., w1 also --threshold SHARE)
var options = new Dictionary<string, string>();
for (var i = 1; i + 1 < args.Length; i += 2)
{
    options[args[i].TrimStart('-')] = args[i + 1];
}
IEnumerable<int> Hosts(int usual) => options.GetValueOrDefault("hosts", $"{usual}").Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture));
string[] Policies() => options.GetValueOrDefault("policy", "random").Split(',');
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
        foreach (var policy in Policies())
        {
            foreach (var hosts in Hosts(10_000)) InProcess.Fill(hosts, policy, options.GetValueOrDefault("allocator"), double.Parse(options.GetValueOrDefault("threshold", "1"), CultureInfo.InvariantCulture));
        }
        break;
    case "w2":
        foreach (var policy in Policies())
        {
            foreach (var hosts in Hosts(10_000)) InProcess.Decide(hosts, policy);
        }
        break;
    case "w3":
        foreach (var policy in Policies())
        {
            foreach (var hosts in Hosts(10_000)) InProcess.Churn(hosts, policy);
        }
        break;
    case "w4":
        await CandidateQuery.RunAsync(Number("hosts", 5000));
        break;
    case "w5":
        await Claims.RunAsync(options.GetValueOrDefault("database"), Number("hosts", 1000), isChosen: false, Number("vms", 2000));
        break;
    case "w5-many":
        await ManyServers.RunAsync(options["database"], Number("hosts", 1000), TimeSpan.FromSeconds(Number("seconds", 8)));
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
        foreach (var hosts in Hosts(1000)) Plans.Rebalance(hosts);
        break;
    case "w9":
        foreach (var hosts in Hosts(10_000)) Plans.WhatIf(hosts);
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
