namespace CloudStack.Engine;

/// <summary>
/// Takes away what a deleted account owned, one kind of things each. All that are registered are asked in their order, until every one has returned
/// without an error; so each may be asked again, and then finds what it has left.
/// </summary>
internal interface IAccountCleanup
{
    /// <summary>
    /// Smaller ones go first. 4.1's order: projects 5, groups 10, SSH keys and tags 15, snapshots 20, templates 30, virtual machines 40, volumes 50, VPN 60, security
    /// groups 70, networks 80, VPCs 90, addresses 100.
    /// </summary>
    int Order { get; }

    /// <param name="accountId">The account; it is marked as removed already.</param>
    /// <param name="userId">Who deletes it, for events.</param>
    /// <param name="ct">Cancels.</param>
    Task CleanAsync(long accountId, long userId, CancellationToken ct);
}
