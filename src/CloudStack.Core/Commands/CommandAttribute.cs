namespace CloudStack;

/// <summary>Who may call a command. The bits are those of 4.1's <c>commands.properties</c>.</summary>
[Flags]
public enum Role
{
    /// <summary>Nobody.</summary>
    None = 0,
    /// <summary>Root administrators.</summary>
    Admin = 1,
    /// <summary>Resource domain administrators.</summary>
    ResourceDomainAdmin = 2,
    /// <summary>Domain administrators.</summary>
    DomainAdmin = 4,
    /// <summary>Users.</summary>
    User = 8,
    /// <summary>Root and resource domain administrators.</summary>
    ResourceAdmins = Admin | ResourceDomainAdmin,
    /// <summary>All kinds of administrators.</summary>
    Admins = Admin | ResourceDomainAdmin | DomainAdmin,
    /// <summary>Everyone who is logged in.</summary>
    Everyone = Admins | User,
}

/// <summary>How a command runs.</summary>
public enum Runs
{
    /// <summary>Before the call returns.</summary>
    Immediately,
    /// <summary>As a job that outlives the request.</summary>
    AsJob,
}

/// <summary>What a caller wants to do with an entity that a parameter names.</summary>
public enum AccessType
{
    /// <summary>Read it, or use it where that takes no more than reading.</summary>
    Use,
    /// <summary>Change it.</summary>
    Modify,
}

/// <summary>Declares a command: its wire name, who may call it, what event it leaves, how it runs.</summary>
/// <param name="name">The name on the wire, in 4.1's spelling.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CommandAttribute(string name) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Who may call it.</summary>
    public Role Access { get; init; } = Role.Admin;

    /// <summary>How it runs.</summary>
    public Runs Runs { get; init; }

    /// <summary>The event that it leaves, one of <c>EventType</c>, or null.</summary>
    public string? Event { get; init; }

    /// <summary>For a create command, the event of its first, immediate half where 4.1 has one of its own.</summary>
    public string? CreateEvent { get; init; }

    /// <summary>Root name of the answer where it is not the lower-cased command name followed by <c>response</c>.</summary>
    public string? ResponseName { get; init; }

    /// <summary>Root name of a successful answer where it is not that of an error.</summary>
    public string? SuccessResponseName { get; init; }

    /// <summary>Name of the object in the answer where it is not that of the view (<see cref="ViewAttribute"/>).</summary>
    public string? ObjectName { get; init; }

    /// <summary>For a job, the kind of entity that it works on (<c>jobinstancetype</c>).</summary>
    public string? JobInstance { get; init; }

    /// <summary>For a list, whether <c>count</c> is the number of all matches; otherwise it is the number of items in the answer.</summary>
    public bool CountsAll { get; init; }

    /// <summary>The command's class in 4.1 below <c>org.apache.cloudstack.api.command</c> or in full, which job listings show as <c>cmd</c>.</summary>
    public string? LegacyClass { get; init; }

    /// <summary>The release that brought the command, where 4.1 tells.</summary>
    public string? Since { get; init; }
}

/// <summary>Names a view on the wire.</summary>
/// <param name="name">The object name in answers, for example <c>volume</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ViewAttribute(string name) : Attribute
{
    /// <summary>The object name.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// A property's wire name where it is not the lower-cased property name, or an enum member's where it is not the member's name.
/// </summary>
/// <param name="name">The wire name.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class WireNameAttribute(string name) : Attribute
{
    /// <summary>The wire name.</summary>
    public string Name { get; } = name;
}

/// <summary>The longest text that a parameter takes; 255 where it is not said.</summary>
/// <param name="length">Characters.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LengthAttribute(int length) : Attribute
{
    /// <summary>Characters.</summary>
    public int Length { get; } = length;
}

/// <summary>The entity that a parameter names must be accessible to the caller; the dispatcher checks it before the handler runs.</summary>
/// <param name="access">What the caller wants to do with it.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OwnedAttribute(AccessType access = AccessType.Use) : Attribute
{
    /// <summary>What the caller wants to do with it.</summary>
    public AccessType Access { get; } = access;
}

/// <summary>The parameter takes <c>-1</c> too, which means all entities of its kind at once (<see cref="ZoneId.All"/>).</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TakesAllAttribute : Attribute;

/// <summary>The release that brought a parameter or a field, where 4.1 tells.</summary>
/// <param name="version">For example <c>3.0.2</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SinceAttribute(string version) : Attribute
{
    /// <summary>The release.</summary>
    public string Version { get; } = version;
}

/// <summary>The keys that a map parameter reads, where they are fixed; a map without it takes free keys.</summary>
/// <param name="keys">The keys, for example <c>key</c> and <c>value</c> for tags.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MapKeysAttribute(params string[] keys) : Attribute
{
    /// <summary>The keys.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
