using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.Engine;

/// <summary>
/// The global settings: the defaults, and over them the rows that somebody has set. Readers never wait: they take <see cref="Current"/>.
/// </summary>
/// <param name="secrets">Encrypts the values of hidden settings.</param>
/// <param name="logger">Told of stored values that cannot be used.</param>
/// <param name="isHypervisor">Whether a driver is there for a hypervisor besides those of 4.1.</param>
internal sealed partial class SettingsStore(
    ISecretProtector secrets, ILogger<SettingsStore>? logger = null, Func<string, bool>? isHypervisor = null)
{
    private static readonly HashSet<string> Hypervisors = new(StringComparer.OrdinalIgnoreCase)
    {
        "XenServer", "KVM", "VMware", "Hyperv", "VirtualBox", "Parralels", "BareMetal", "Simulator", "Ovm", "Any", "None",
    };

    private readonly SemaphoreSlim _loading = new(1);
    private readonly ILogger _logger = (ILogger?)logger ?? NullLogger.Instance;
    private volatile Snapshot _snapshot = new(0, new CloudSettings(), []);

    /// <summary>The values of the last load. It never changes; a later load gives another.</summary>
    public CloudSettings Current => _snapshot.Settings;

    /// <summary>Every setting, in the order of the names.</summary>
    public IReadOnlyList<SettingDefinition> Definitions => SettingCatalog.All;

    /// <summary>The value as text, also that of a hidden setting; null when it is empty or there is no such setting.</summary>
    public string? GetText(string name) => _snapshot.Texts.TryGetValue(name, out var text) ? text : SettingCatalog.Find(name)?.Default;

    /// <summary>Reads all values. Outside a transaction, so that it sees the newest.</summary>
    public async Task LoadAsync(Db db, CancellationToken ct = default)
    {
        // One at a time, so that an older load cannot end after a newer one.
        await _loading.WaitAsync(ct);
        try
        {
            _snapshot = Read(await db.Settings.ToListAsync(ct));
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Reads all values if this or another server has set one. Costs one small query; call it after a commit and now and then.</summary>
    /// <returns>Whether anything had changed.</returns>
    public async Task<bool> RefreshAsync(Db db, CancellationToken ct = default)
    {
        if ((await db.Settings.SumAsync(row => (long?)row.Id, ct) ?? 0) == _snapshot.Stamp)
        {
            return false;
        }
        await LoadAsync(db, ct);
        return true;
    }

    /// <summary>
    /// Sets a value within the caller's transaction; <see cref="Current"/> has it after a <see cref="RefreshAsync"/> that follows the commit.
    /// </summary>
    /// <param name="db">The transaction.</param>
    /// <param name="name">Name of the setting.</param>
    /// <param name="value">New value; null, blanks and the word null empty it.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="CloudStackException">There is no such setting, or it cannot have that value (431).</exception>
    public async Task SetAsync(Db db, string name, string? value, CancellationToken ct = default)
    {
        var definition = SettingCatalog.Find(name) ??
            throw CloudStackException.Invalid($"There is no setting '{name}'. listConfigurations names those that can be set.");
        var text = value?.Trim() is { Length: > 0 } trimmed and not "null" ? trimmed : null;
        if (definition.WhatItTakesInsteadOf(text, IsHypervisor) is { } expected)
        {
            throw CloudStackException.Invalid($"Setting '{name}' takes {expected}; '{value}' was given.");
        }
        await SettingRules.CheckAsync(db, Current, name, text, ct);

        // A change replaces the row. Numbers of rows only grow, so the sum of the numbers tells every server that something has changed.
        await db.Settings.DeleteAsync(row => row.Name == name, ct);
        var stored = text is not null && definition.IsSecret ? secrets.Protect(text) : text;
        await db.InsertAsync(new SettingRow { Name = name, Value = stored }, token: ct);
    }

    private bool IsHypervisor(string name) => Hypervisors.Contains(name) || isHypervisor?.Invoke(name) == true;

    private Snapshot Read(List<SettingRow> rows)
    {
        var settings = new CloudSettings();
        var texts = new Dictionary<string, string?>(rows.Count);
        foreach (var row in rows)
        {
            // Rows of other names belong to other releases.
            if (SettingCatalog.Find(row.Name) is not { } definition)
            {
                continue;
            }
            var text = row.Value is not null && definition.IsSecret ? secrets.Unprotect(row.Value) : row.Value;
            texts[row.Name] = text;
            if (!definition.TryApply(settings, text))
            {
                LogUnusable(row.Name, definition.Type.Name, definition.Default);
            }
        }
        return new Snapshot(rows.Sum(row => row.Id), settings, texts);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The stored value of setting {Name} is not a {Type}; the default {Default} is used. Set it with updateConfiguration.")]
    private partial void LogUnusable(string name, string type, string? @default);

    private sealed record Snapshot(long Stamp, CloudSettings Settings, Dictionary<string, string?> Texts);
}
