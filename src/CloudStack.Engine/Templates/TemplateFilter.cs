namespace CloudStack.Engine;

/// <summary>Which templates a list shows; the names are those of 4.1, in any case.</summary>
internal enum TemplateFilter
{
    /// <summary>Public ones that are featured.</summary>
    Featured,
    /// <summary>The caller's own.</summary>
    Self,
    /// <summary>The caller's own that are ready.</summary>
    SelfExecutable,
    /// <summary>Ready ones that others let the caller use.</summary>
    SharedExecutable,
    /// <summary>Ready ones that are the caller's own or public.</summary>
    Executable,
    /// <summary>Public ones that are not featured.</summary>
    Community,
    /// <summary>All, for administrators.</summary>
    All,
}
