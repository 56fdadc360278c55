namespace CloudStack.Engine;

/// <summary>Which services VPCs can have, and who provides them.</summary>
internal static class VpcServices
{
    private const string NiciraNvp = "NiciraNvp";

    /// <summary>What every VPC has.</summary>
    private static readonly string[] Always = ["SourceNat", "NetworkACL", "Gateway"];

    private static readonly string[] Never = ["SecurityGroup", "Firewall"];

    private static IEnumerable<string> Possible => NetworkCatalog.Services.Select(service => service.Name).Except(Never);

    /// <summary>The service of a name, in any case.</summary>
    /// <exception cref="CloudStackException">VPCs cannot have it (431).</exception>
    public static string Parse(string name) => NetworkCatalog.FindService(name) is { } known && !Never.Contains(known) ? known
        : throw CloudStackException.Invalid($"supportedservices cannot hold {name}; a VPC can have {string.Join(", ", Possible)}.");

    /// <summary>The services of a new offering with their providers.</summary>
    /// <exception cref="CloudStackException">One of them cannot be had (431).</exception>
    public static IReadOnlyList<(string Service, string Provider)> For(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            throw CloudStackException.Invalid("supportedservices must name at least one service.");
        }
        return [.. names.Select(Parse).Union(Always).Select(service => (service, service == "Connectivity" ? NiciraNvp : NetworkCatalog.VpcVirtualRouter))];
    }
}
