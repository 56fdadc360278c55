using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListCapabilitiesHandler(SettingsStore settings) : IHandler<ListCapabilities, Capabilities>
{
    /// <summary>The release whose API this is, which clients compare.</summary>
    private const string ApiVersion = "4.1.0";

    public async Task<Capabilities> HandleAsync(ListCapabilities command, CommandContext context, CancellationToken ct)
    {
        var current = settings.Current;
        return new()
        {
            SecurityGroupsEnabled = await context.ReadAsync(db => db.Zones.AnyAsync(zone => zone.Removed.IsNotSet() && zone.SecurityGroupEnabled, ct), ct),
            CloudStackVersion = ApiVersion,
            UserPublicTemplateEnabled = context.Caller.IsRoot || current.AllowPublicUserTemplates,
            // Elastic load balancing needs a device that this release has no driver for.
            SupportElb = "false",
            ProjectInviteRequired = current.ProjectInviteRequired,
            AllowUserCreateProjects = current.AllowUserCreateProjects,
            CustomDiskOfferingMaxSize = current.CustomDiskOfferingSizeMax,
            ApiLimitInterval = current.ApiThrottlingEnabled ? current.ApiThrottlingInterval : null,
            ApiLimitMax = current.ApiThrottlingEnabled ? current.ApiThrottlingMax : null,
        };
    }
}
