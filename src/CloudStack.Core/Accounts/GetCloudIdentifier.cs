namespace CloudStack;

/// <summary>Tells what a cloud is called, signed with the secret key of a user.</summary>
/// <param name="UserId">The user; must have API keys.</param>
[Command("getCloudIdentifier", Access = Role.Everyone, LegacyClass = "user.resource.GetCloudIdentifierCmd")]
public sealed record GetCloudIdentifier([property: Owned] UserId UserId) : ICommand<CloudIdentifier>;
