using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Marks invitations that were not answered within <c>project.invite.timeout</c> seconds. Until it comes round they cannot be accepted either.</summary>
internal sealed class ProjectInvitationExpiry(Database database, ProjectInvitations invitations) : IReconciler
{
    public string Name => "project invitation expiry";

    public TimeSpan Interval => TimeSpan.FromMinutes(5);

    public Task RunAsync(CancellationToken ct) => database.WriteAsync(invitations.ExpireAsync, ct);
}
