namespace CloudStack.Engine;

/// <summary>Whose limit or count a row holds.</summary>
internal enum OwnerKind
{
    Account,
    Domain,
}
