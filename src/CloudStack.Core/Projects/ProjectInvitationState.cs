namespace CloudStack;

/// <summary>State of an invitation to a project.</summary>
public enum ProjectInvitationState
{
    /// <summary>Nobody has answered it yet.</summary>
    Pending,
    /// <summary>It was accepted.</summary>
    Completed,
    /// <summary>Nobody answered it in time.</summary>
    Expired,
    /// <summary>It was declined.</summary>
    Declined,
}
