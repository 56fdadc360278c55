using System.Collections.Immutable;

namespace CloudStack.Placement;

/// <summary>A host that runs guests.</summary>
public interface IHostView
{
    /// <summary>Its id.</summary>
    HostId Id { get; }

    /// <summary>Its name, for messages.</summary>
    string Name { get; }

    /// <summary>Its cluster.</summary>
    IClusterView Cluster { get; }

    /// <summary>The connection's state; only <c>Up</c> takes new VMs.</summary>
    string State { get; }

    /// <summary>The administrative state; only <c>Enabled</c> takes new VMs.</summary>
    string ResourceState { get; }

    /// <summary>Whose VMs alone it takes; null for everybody's. Its cluster, pod and zone may be dedicated too.</summary>
    Dedication? Dedication => null;

    /// <summary>The hypervisor's version, or an empty text.</summary>
    string HypervisorVersion { get; }

    /// <summary>Number of cores.</summary>
    int Cores { get; }

    /// <summary>Speed of a core.</summary>
    int Mhz { get; }

    /// <summary>CPU in MHz.</summary>
    CapacityFigures Cpu { get; }

    /// <summary>Memory in bytes.</summary>
    CapacityFigures Memory { get; }

    /// <summary>How many guests it runs or is about to run.</summary>
    int Guests { get; }

    /// <summary>Its host tags.</summary>
    ImmutableArray<string> Tags { get; }

    /// <summary>Whether it can run fully virtualised guests.</summary>
    bool IsHvm { get; }

    /// <summary>The guest OS category that it is meant for, or null.</summary>
    GuestOsCategoryId? PreferredGuestOs { get; }

    /// <summary>The pools on its own disks.</summary>
    ImmutableArray<IPoolView> LocalPools { get; }

    /// <summary>How many placed VMs an account has on it.</summary>
    /// <param name="owner">The account.</param>
    int VmsOf(AccountId owner);

    /// <summary>Whether it carries a tag; upper and lower case differ.</summary>
    /// <param name="tag">The tag.</param>
    bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);
}
