using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Which network offering makes networks for accounts that have none: the one that is Required.</summary>
internal static class NetworkOfferingAvailability
{
    public const string Optional = "Optional", Required = "Required";

    public static string? Parse(string? text) =>
        text is null ? null
        : new[] { Optional, Required }.FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw CloudStackException.Invalid($"availability cannot be {text}; it is Optional or Required.");

    /// <exception cref="CloudStackException">It is Required and cannot be, or another one is (431).</exception>
    public static async Task CheckAsync(Db db, NetworkOfferingRow offering, bool hasSourceNat)
    {
        if (offering.Availability != Required)
        {
            return;
        }
        if (offering.GuestType != GuestType.Isolated || !hasSourceNat)
        {
            throw CloudStackException.Invalid($"The network offering {offering.Name} cannot be Required: only one for isolated networks with SourceNat can.");
        }
        var other = await db.NetworkOfferings.FirstOrDefaultAsync(
            row => row.Id != offering.Id && row.Availability == Required && !row.IsSystemOnly && row.Removed.IsNotSet());
        if (other is not null)
        {
            throw CloudStackException.Invalid($"The network offering {other.Name} is Required already, and there is only one. Make it Optional first.");
        }
    }
}
