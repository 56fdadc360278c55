namespace CloudStack.Engine;

/// <summary>What could be learnt of a template's file without fetching it.</summary>
/// <param name="SizeBytes">Size of the file; 0 when unknown.</param>
/// <param name="Format">Format that the file's first bytes show, for example QCOW2; null when they show none.</param>
/// <param name="VirtualSizeBytes">Size of the disk in it; 0 when unknown.</param>
internal sealed record TemplateSourceFacts(long SizeBytes = 0, string? Format = null, long VirtualSizeBytes = 0)
{
    public static TemplateSourceFacts Unknown { get; } = new();
}
