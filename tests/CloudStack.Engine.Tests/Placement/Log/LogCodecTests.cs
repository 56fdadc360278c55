using CloudStack.Engine.Placement;
using CloudStack.Engine.Tests.Placement.Index;
using CloudStack.Placement;
using CsCheck;

namespace CloudStack.Engine.Tests.Placement.Log;

[TestFixture]
public class LogCodecTests
{
    private static readonly Gen<(SmallCloud Cloud, int Seed)> Cases = Gen.Select(SmallCloud.Gen, Gen.Int[0, int.MaxValue]);

    /// <summary>Whoever adds a property: write it in <see cref="LogCodec"/>, and name it here.</summary>
    [Test]
    public void The_log_knows_every_property_of_a_request()
    {
        Assert.That(Settable(typeof(PlacementRequest)), Is.EqualTo(new[]
        {
            "Affinity", "Algorithm", "Avoid", "ClusterId", "Cores", "GuestOsCategoryId", "HostId", "HostTag", "Hypervisor", "IsHaRestart", "IsRootAdmin", "KeepsReservation", "LastHostId",
            "MemoryBytes", "Mhz", "OwnerDomainPath", "OwnerId", "PodId", "RequiresHvm", "Seed", "TemplateTag", "Volumes", "ZoneId",
        }));
        Assert.That(Settable(typeof(VolumeRequest)),
            Is.EqualTo(new[] { "ExistingPoolId", "Id", "IsLocal", "IsRoot", "IsSystemUse", "SizeBytes", "Tags", "TemplateId", "TemplateSizeBytes" }));
        Assert.That(Settable(typeof(AvoidSet)), Is.EqualTo(new[] { "Clusters", "Hosts", "Pods", "Pools" }));
    }

    [Test]
    public void A_decision_and_the_settings_come_back_as_they_were()
    {
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var settings = SmallCloud.SettingsFrom(random);
            var request = c.Cloud.RequestFrom(random) with
            {
                Algorithm = random.Next(3) == 0 ? "firstfit" : null,
                OwnerDomainPath = random.Next(2) == 0 ? "/sales/" : null,
                Affinity = random.Next(2) == 0 ? []
                    : [new(new(Guid.NewGuid()), "web", (AffinityType)random.Next(6), [new("i-2-7-VM", c.Cloud.Hosts[0].Id, c.Cloud.Hosts[0].Name)])],
            };
            var result = new Placer(settings).Place(request, c.Cloud.Build());
            var decision = new DecisionEntry(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123), Guid.NewGuid(), request, result.IsPlaced ? LogOutcome.Placed : LogOutcome.Refused, 7)
            {
                Host = result.HostId, Volumes = result.Volumes,
            };
            var entries = LogCodec.Decode([.. LogCodec.Encode(new SettingsEntry(settings)), .. LogCodec.Encode(decision)]).ToList();
            var (settingsBack, back) = (((SettingsEntry)entries[0]).Settings, (DecisionEntry)entries[1]);
            return System.Text.Json.JsonSerializer.Serialize(settingsBack) == System.Text.Json.JsonSerializer.Serialize(settings)
                && settingsBack.GuestLimits.SequenceEqual(settings.GuestLimits) && settingsBack.Weights == settings.Weights
                && Text(back.Request) == Text(request) && back with { Request = request, Volumes = decision.Volumes } == decision && back.Volumes.SequenceEqual(decision.Volumes);
        }, iter: 3000, threads: 1);
    }

    [Test]
    public void A_decision_takes_less_than_300_bytes()
    {
        VolumeId Volume() => new(Guid.NewGuid());
        var request = new PlacementRequest
        {
            ZoneId = new(Guid.NewGuid()), LastHostId = new(Guid.NewGuid()), Hypervisor = "XenServer", Cores = 16, Mhz = 2400, MemoryBytes = 64L << 30, HostTag = "gold", RequiresHvm = true,
            GuestOsCategoryId = new(Guid.NewGuid()), OwnerId = new(Guid.NewGuid()), Seed = ulong.MaxValue,
            Volumes =
            [
                new(Volume(), 20L << 30) { IsRoot = true, TemplateId = new(Guid.NewGuid()), TemplateSizeBytes = 5L << 30 },
                new(Volume(), 500L << 30) { Tags = ["ssd"] },
            ],
        };
        var decision = new DecisionEntry(DateTimeOffset.UtcNow, Guid.NewGuid(), request, LogOutcome.Placed, 1234)
        {
            Host = new(Guid.NewGuid()), Volumes = [.. request.Volumes.Select(volume => new VolumePlacement(volume.Id, new(Guid.NewGuid()), volume.SizeBytes, false))],
        };
        Assert.That(LogCodec.Encode(decision), Has.Length.LessThan(300));
        Assert.That(LogCodec.Encode(decision with { Host = null, Outcome = LogOutcome.Refused }).Length + LogCodec.Encode(new RefusalEntry(1, new string('x', 1000))).Length,
            Is.LessThan(400), "with the reason of a refusal");
    }

    [Test]
    public void A_zone_that_was_written_and_read_decides_as_it_did()
    {
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var placer = new Placer(SmallCloud.SettingsFrom(random));
            var index = c.Cloud.Build();
            for (var i = 0; i < 5; i++) index.PlaceAndHold(placer, c.Cloud.RequestFrom(random), out _);
            var copy = CapacityIndex.Decode(index.Encode(SmallCloud.Zone)!, out _);
            if (!copy.Encode(SmallCloud.Zone).AsSpan().SequenceEqual(index.Encode(SmallCloud.Zone))) return false;
            return Enumerable.Range(0, 10).All(_ =>
            {
                var request = c.Cloud.RequestFrom(random);
                var (a, b) = (index.PlaceAndHold(placer, request, out var holdA), copy.PlaceAndHold(placer, request, out var holdB));
                return a.HostId == b.HostId && a.Volumes.SequenceEqual(b.Volumes) && a.UsesReservation == b.UsesReservation && holdA is null == holdB is null;
            });
        }, iter: 2000, threads: 1);
    }

    private static string Text(PlacementRequest request) => System.Text.Json.JsonSerializer.Serialize(request);

    private static IEnumerable<string> Settable(Type type) => type.GetProperties().Where(property => property.SetMethod is not null && !property.GetMethod!.IsStatic)
        .Select(property => property.Name).Order(StringComparer.Ordinal);
}
