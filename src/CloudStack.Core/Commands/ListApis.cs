namespace CloudStack;

/// <summary>Lists the commands that the caller may call, with their parameters and answers.</summary>
[Command("listApis", Access = Role.Everyone, LegacyClass = "user.discovery.ListApisCmd", Since = "4.1.0")]
public sealed record ListApis : ICommand<ListResult<ApiCommand>>
{
    /// <summary>Only this command; case counts.</summary>
    public string? Name { get; init; }
}
