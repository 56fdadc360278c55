namespace CloudStack.Engine;

/// <summary>Kinds of virtual machines, in 4.1's spelling.</summary>
internal static class VmTypes
{
    public const string User = "User";
}
