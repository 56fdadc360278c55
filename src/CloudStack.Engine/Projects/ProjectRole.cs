namespace CloudStack.Engine;

/// <summary>What an account may do in a project: both use what is in it; the one administrator, its owner, also changes the project itself.</summary>
internal enum ProjectRole
{
    Admin,
    Regular,
}
