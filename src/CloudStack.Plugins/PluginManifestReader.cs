using System.Text.Json;
using System.Text.RegularExpressions;

namespace CloudStack.Plugins;

/// <summary>Reads manifests. Fields that it does not know are left alone, so that a later minor version may add some.</summary>
internal static partial class PluginManifestReader
{
    /// <exception cref="PluginRefusedException">The manifest cannot be read; the message says why.</exception>
    public static PluginManifest Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (FileNotFoundException e)
        {
            throw new PluginRefusedException($"It has no {PluginManifest.FileName}.", e);
        }
        catch (JsonException e)
        {
            throw new PluginRefusedException($"{PluginManifest.FileName} is not JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginRefusedException($"{PluginManifest.FileName} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The name and version that a manifest gives, as far as they can be read, to report a plugin that is refused.</summary>
    public static (string? Name, string? Version) Peek(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? (Text(root, "name"), Text(root, "version")) : default;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return default;
        }

        static string? Text(JsonElement root, string field) =>
            root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
    }

    private static PluginManifest Read(JsonElement root)
    {
        Require(root.ValueKind == JsonValueKind.Object, $"{PluginManifest.FileName} holds no JSON object.");
        var name = Text(root, "name");
        Require(NamePattern().IsMatch(name), $"The name '{name}' is not made of letters and digits, with single dots or hyphens between them.");
        var entry = Text(root, "entryAssembly");
        Require(Path.GetFileName(entry) == entry && !entry.Contains('\\', StringComparison.Ordinal) && entry.EndsWith(".dll", StringComparison.OrdinalIgnoreCase),
            $"The entry assembly '{entry}' is not the name of a .dll file in the plugin's own folder.");
        var contract = Text(root, "contractVersion");
        Require(Version.TryParse(contract, out var version), $"The contract version '{contract}' is not like {PluginContract.Version}.");
        return new PluginManifest
        {
            Name = name,
            Version = Text(root, "version"),
            EntryAssembly = entry,
            ContractVersion = version!,
            Provides = Provides(root),
            Settings = Settings(root),
        };
    }

    private static List<string> Provides(JsonElement root)
    {
        Require(root.TryGetProperty("provides", out var provides), $"{PluginManifest.FileName} has no field 'provides'.");
        Require(provides.ValueKind == JsonValueKind.Array, "The field 'provides' is not a list.");
        List<string> found = [];
        foreach (var item in provides.EnumerateArray())
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
            Require(item.ValueKind == JsonValueKind.String && ProvidesPattern().IsMatch(text), $"'{text}' in the field 'provides' is not like hypervisor:KVM.");
            found.Add(text);
        }

        return found;
    }

    private static List<PluginSetting> Settings(JsonElement root)
    {
        if (!root.TryGetProperty("settings", out var settings))
        {
            return [];
        }

        Require(settings.ValueKind == JsonValueKind.Object, "The field 'settings' is not an object.");
        List<PluginSetting> found = [];
        foreach (var setting in settings.EnumerateObject())
        {
            Require(setting.Value.ValueKind == JsonValueKind.Object, $"The setting '{setting.Name}' is not an object.");
            Require(NamePattern().IsMatch(setting.Name), $"The name of the setting '{setting.Name}' is not made of letters and digits, with single dots or hyphens between them.");
            // Two that differ in case, or in a dot for a hyphen, would be one environment variable.
            var variable = PluginSettingsReader.Variable("", setting.Name);
            Require(found.TrueForAll(other => PluginSettingsReader.Variable("", other.Name) != variable), $"The setting '{setting.Name}' is there twice.");
            found.Add(new PluginSetting(
                setting.Name,
                OptionalText(setting, "description") ?? "",
                OptionalText(setting, "default"),
                setting.Value.TryGetProperty("required", out var required) && IsTrue(setting, required)));
        }

        return found;
    }

    private static string Text(JsonElement root, string field)
    {
        Require(root.TryGetProperty(field, out var value), $"{PluginManifest.FileName} has no field '{field}'.");
        Require(value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()), $"The field '{field}' is not a text.");
        return value.GetString()!;
    }

    private static string? OptionalText(JsonProperty setting, string field)
    {
        if (!setting.Value.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        Require(value.ValueKind == JsonValueKind.String, $"The field '{field}' of the setting '{setting.Name}' is not a text.");
        return value.GetString();
    }

    private static bool IsTrue(JsonProperty setting, JsonElement value)
    {
        Require(value.ValueKind is JsonValueKind.True or JsonValueKind.False, $"The field 'required' of the setting '{setting.Name}' is neither true nor false.");
        return value.GetBoolean();
    }

    private static void Require(bool holds, string reason)
    {
        if (!holds)
        {
            throw new PluginRefusedException(reason);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z]+:[^:\s]+\z")]
    private static partial Regex ProvidesPattern();
}
