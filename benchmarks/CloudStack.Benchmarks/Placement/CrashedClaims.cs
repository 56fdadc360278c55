namespace CloudStack.Benchmarks.Placement;

/// <summary>
/// W11: the server is killed again and again while four clients claim places over HTTP. After each restart every acknowledged claim is there once, at most
/// one more for each client that had no answer yet, every host has reserved what its claims say, and nothing is stuck.
/// </summary>
internal static class CrashedClaims
{
    private const int Clients = 4;
    private const int MostClaimsOfAHost = 5;

    public static async Task RunAsync(int hosts, int kills, int seed)
    {
        var random = new Random(seed);
        using var server = new ServerProcess();
        await server.StartAsync();
        var (zone, clusters) = await server.BuildZoneAsync(hosts);
        for (var number = 0; number < hosts; number++)
        {
            var (pod, cluster) = clusters[number / Workload.HostsPerCluster];
            await server.AddHostAsync(zone, pod, cluster, number);
        }
        var offerings = new Dictionary<string, ServiceOfferingId>();
        foreach (var size in new[] { "s", "m", "l", "xl" }.Select(Workload.Size))
        {
            offerings[size.Name] = (await server.RunAsync(new CreateServiceOffering(size.Cores, Workload.Mhz, size.Name, size.MemoryMiB, size.Name))).Id;
        }
        var sizes = Workload.Sequence().GetEnumerator();
        HashSet<CapacityReservationId> known = [];
        List<double> starts = [], processor = [];
        var (acknowledged, unanswered) = (0, 0);
        for (var kill = 1; kill <= kills; kill++)
        {
            if (known.Count > MostClaimsOfAHost * hosts)
            {
                await GiveBackAsync(server, known);
            }
            var (claims, open) = await ClaimUntilKilledAsync(server, zone, offerings, sizes, TimeSpan.FromMilliseconds(random.Next(50, 1500)));
            starts.Add((await server.StartAsync()).TotalSeconds);
            processor.Add(server.Processor.TotalSeconds);
            acknowledged += claims.Count;
            known.UnionWith(claims);
            var further = await VerifyAsync(server, known, open, kill);
            unanswered += further.Count;
            known.UnionWith(further);
        }
        sizes.Dispose();
        Console.WriteLine($"W11 {kills} kills, {Clients} clients, SQLite FULL, {hosts} hosts: {acknowledged} claims acknowledged, 0 lost, 0 doubled, 0 stuck; {unanswered} were there whose "
            + $"answer the kill cut off; every host reserved what its claims say, each time. Serving again after {ColdStart.Median(starts):F2} s "
            + $"(median; {starts.Min():F2} to {starts.Max():F2}, {starts.Count(start => start > 2)} above 2 s), for which it used {ColdStart.Median(processor):F2} s of processor");
    }

    /// <summary>Claims until the server dies, in a random moment after the first claims.</summary>
    private static async Task<(List<CapacityReservationId> Acknowledged, int Open)> ClaimUntilKilledAsync(
        ServerProcess server, ZoneId zone, Dictionary<string, ServiceOfferingId> offerings, IEnumerator<VmSize> sizes, TimeSpan after)
    {
        List<CapacityReservationId> acknowledged = [];
        var open = 0;
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                try
                {
                    var made = await server.RunAsync(new CreateCapacityReservation(Next(), zone) { Hypervisor = "Simulator", Duration = 86_400 });
                    lock (acknowledged)
                    {
                        acknowledged.Add(made[0].Id);
                    }
                }
                catch (CloudStackException exception) when (exception.Code == ErrorCode.ResourceUnavailable)
                {
                    Interlocked.Increment(ref open);
                    return;
                }
            }
        })).ToList();
        await Task.Delay(after);
        await server.KillAsync();
        await Task.WhenAll(clients);
        return (acknowledged, open);

        ServiceOfferingId Next()
        {
            lock (sizes)
            {
                sizes.MoveNext();
                return offerings[sizes.Current.Name];
            }
        }
    }

    /// <summary>Checks all that there is against what was acknowledged.</summary>
    /// <returns>The claims whose answer nobody got.</returns>
    private static async Task<List<CapacityReservationId>> VerifyAsync(ServerProcess server, HashSet<CapacityReservationId> known, int open, int kill)
    {
        var there = (await server.RunAsync(new ListCapacityReservations { ListAll = true, PageSize = -1 })).Items;
        var ids = there.Select(claim => claim.Id).ToList();
        var lost = known.Except(ids).Count();
        var further = ids.Where(id => !known.Contains(id)).ToList();
        Expect(lost == 0, $"{lost} acknowledged claims are lost.");
        Expect(ids.Distinct().Count() == ids.Count && further.Count <= open, $"{further.Count} claims more than were acknowledged, of {open} that had no answer.");
        var owned = there.GroupBy(claim => claim.HostId!.Value).ToDictionary(claims => claims.Key, claims => claims.Sum(claim => claim.Memory!.Value) << 20);
        foreach (var host in (await server.RunAsync(new ListHosts { Type = "Routing", PageSize = -1 })).Items)
        {
            Expect(host.MemoryAllocated == owned.GetValueOrDefault(host.Id), $"{host.Name} has {host.MemoryAllocated} bytes taken, and claims of {owned.GetValueOrDefault(host.Id)}.");
        }
        var books = await server.RunAsync(new VerifyConsistency());
        Expect(books.Differences.Count == 0, string.Join("; ", books.Differences));
        Expect(books.JobsInProgress == 0 && books.StuckJobs.Count == 0, $"{books.JobsInProgress} jobs are under way, {books.StuckJobs.Count} stuck.");
        return further;

        void Expect(bool holds, string otherwise)
        {
            if (!holds) throw new InvalidOperationException($"After kill {kill}: {otherwise}");
        }
    }

    private static async Task GiveBackAsync(ServerProcess server, HashSet<CapacityReservationId> known)
    {
        foreach (var chunk in known.Chunk(32))
        {
            await Task.WhenAll(chunk.Select(id => server.RunAsync(new DeleteCapacityReservation(id))));
        }
        known.Clear();
    }
}
