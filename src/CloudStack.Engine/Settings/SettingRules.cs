using LinqToDB.Async;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>What a setting may be in view of other settings and of what the cloud holds.</summary>
internal static class SettingRules
{
    private const string S3 = "s3.enable";
    private const string Swift = "swift.enable";

    /// <exception cref="CloudStackException">The value does not go with the rest (431).</exception>
    public static async Task CheckAsync(Db db, CloudSettings current, string name, string? value, CancellationToken ct)
    {
        if (name == S3 && value == "true" && current.SwiftEnable)
        {
            throw CloudStackException.Invalid($"Setting '{S3}' cannot be true while '{Swift}' is true: secondary storage is kept in one of them.");
        }
        if (name != Swift || (value == "true") == current.SwiftEnable)
        {
            return;
        }
        if (current.S3Enable)
        {
            throw CloudStackException.Invalid($"Setting '{Swift}' cannot be changed while '{S3}' is true: secondary storage is kept in one of them.");
        }
        if (await db.ImageStores.AnyAsync(row => row.Removed.IsNotSet(), ct))
        {
            throw CloudStackException.Invalid($"Setting '{Swift}' cannot be changed while there is secondary storage. Remove that first.");
        }
    }
}
