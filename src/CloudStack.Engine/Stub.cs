using CloudStack.Engine.Persistence;
namespace CloudStack.Engine;
internal sealed class CloudSettings { public int ClusterHeartbeatInterval => 1500; public int DefaultPageSize => 500; }
internal sealed class SettingsStore { public CloudSettings Current { get; } = new(); public string? GetText(string n) => "20"; public Task RefreshAsync(Db db) => Task.CompletedTask; }
internal static class CloudDefaults { public static Task SeedAsync(Database d, TimeProvider t, IIdSource ids, string? pw, CancellationToken ct) => Task.CompletedTask; }
