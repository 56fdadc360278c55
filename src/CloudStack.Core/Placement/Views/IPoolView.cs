using System.Collections.Immutable;

namespace CloudStack.Placement;

/// <summary>A primary storage pool: shared by a cluster, or local to one host.</summary>
public interface IPoolView
{
    /// <summary>Its id.</summary>
    StoragePoolId Id { get; }

    /// <summary>Its name, for messages.</summary>
    string Name { get; }

    /// <summary>Its cluster.</summary>
    IClusterView Cluster { get; }

    /// <summary>The host whose disks these are; null for a shared pool.</summary>
    IHostView? Host { get; }

    /// <summary>The type as 4.1 spells it: <c>NetworkFilesystem</c>, <c>RBD</c>, <c>Iscsi</c>, <c>Filesystem</c>, ...</summary>
    string Type { get; }

    /// <summary>Its state; only <c>Up</c> takes volumes.</summary>
    string State { get; }

    /// <summary>Its storage tags.</summary>
    ImmutableArray<string> Tags { get; }

    /// <summary>Bytes that the pool holds, without the over-provisioning factor.</summary>
    long CapacityBytes { get; }

    /// <summary>Bytes promised to volumes and templates.</summary>
    long AllocatedBytes { get; }

    /// <summary>Share of the pool that is really full by the last statistics; null when there are none.</summary>
    double? FullShare { get; }

    /// <summary>Whether a template has been copied here.</summary>
    /// <param name="template">The template.</param>
    bool HasTemplate(TemplateId template);

    /// <summary>How many volumes an account has here.</summary>
    /// <param name="owner">The account.</param>
    int VolumesOf(AccountId owner);

    /// <summary>Whether a host can use the pool.</summary>
    /// <param name="host">The host.</param>
    bool IsReachableFrom(IHostView host) => Host is { } own ? own.Id == host.Id : Cluster.Id == host.Cluster.Id;
}
