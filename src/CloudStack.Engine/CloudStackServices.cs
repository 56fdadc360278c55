using CloudStack.Engine;
using CloudStack.Engine.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CloudStack;

/// <summary>Puts a cloud into a program.</summary>
public static class CloudStackServices
{
    /// <summary>
    /// Registers <see cref="ICloud"/>. The cloud starts with its first command, or with the host where there is one; it stops when the service provider
    /// is disposed. A database must be chosen: <c>UseSqlite</c>, <c>UseSqliteInMemory</c> or <c>UseMySql</c>.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Chooses the database, the plugins and the options.</param>
    public static IServiceCollection AddCloudStack(this IServiceCollection services, Action<ICloudStackBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddLogging();
        services.AddOptions<CloudOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, GuidSource>();
        services.TryAddSingleton(_ => CommandCatalog.From(typeof(CommandCatalog).Assembly, typeof(CloudStackServices).Assembly));
        services.TryAddSingleton<KeySource>();
        services.TryAddSingleton<SecretBox>();
        services.TryAddSingleton<ISecretProtector>(provider => provider.GetRequiredService<SecretBox>());
        services.TryAddSingleton<SettingsStore>();
        services.TryAddSingleton<EventLog>();
        services.TryAddSingleton<AlertLog>();
        services.TryAddSingleton<ResourceCounter>();
        services.TryAddSingleton<UserViews>();
        services.TryAddSingleton<AccountViews>();
        services.TryAddSingleton<AccountVmStopper>();
        services.TryAddSingleton<AccountEraser>();
        services.TryAddSingleton<ProjectEraser>();
        services.TryAddSingleton<ProjectInvitations>();
        services.TryAddSingleton<IProjectMail, SmtpProjectMail>();
        services.TryAddSingleton<DomainEraser>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IAccountCleanup, ProjectMemberCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, InstanceGroupCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, AffinityGroupCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, SshKeyCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, TagCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, SnapshotAccountCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, TemplateAccountCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, NetworkAccountCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, VmAccountCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, CapacityReservationCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, VolumeAccountCleanup>(),
            ServiceDescriptor.Singleton<IAccountCleanup, DedicationCleanup>(),
        ]);
        services.TryAddSingleton<ServerRegistry>();
        services.TryAddSingleton<JobRunner>();
        services.TryAddSingleton<HandlerCatalog>();
        services.TryAddSingleton<Dispatcher>();
        services.TryAddSingleton<HypervisorGateway>();
        services.TryAddSingleton<ImageStoreGateway>();
        services.TryAddSingleton<ImageAddresses>();
        services.TryAddSingleton<ImageSources>();
        services.TryAddSingleton<ImageTransfer>();
        services.TryAddSingleton<ImageRegistration>();
        services.TryAddSingleton<ImageListing>();
        services.TryAddSingleton<ImageChange>();
        services.TryAddSingleton<ImagePermissions>();
        services.TryAddSingleton<ImageDeletion>();
        services.TryAddSingleton<ImageCopy>();
        services.TryAddSingleton<ImageExtraction>();
        services.TryAddSingleton<ImageLinks>();
        services.TryAddSingleton<IImageDownloads, ImageDownloads>();
        services.TryAddSingleton<IsoDrive>();
        services.TryAddSingleton<PlacementPolicy>();
        services.TryAddSingleton<AllowedHypervisors>();
        services.TryAddSingleton<CapacityReport>();
        services.TryAddSingleton<CapacityAudit>();
        services.TryAddSingleton<CapacityReservations>();
        services.TryAddSingleton<HostCapacities>();
        services.TryAddSingleton<HostConnector>();
        services.TryAddSingleton<HostMaintenance>();
        services.TryAddSingleton<HostMeasurements>();
        services.TryAddSingleton<HostPools>();
        services.TryAddSingleton<HostViews>();
        services.TryAddSingleton<MigrationTargets>();
        services.TryAddSingleton<PoolDetacher>();
        services.TryAddSingleton<StoragePoolCapacities>();
        services.TryAddSingleton<NetworkElementGateway>();
        services.TryAddSingleton<IpRanges>();
        services.TryAddSingleton<NetworkPlanner>();
        services.TryAddSingleton<IpRangePlanner>();
        services.TryAddSingleton<NicAllocator>();
        services.TryAddSingleton<NetworkOrchestrator>();
        services.TryAddSingleton<PlacementIndex>();
        services.TryAddSingleton<Dedications>();
        services.TryAddSingleton<DeploymentChecks>();
        services.TryAddSingleton<PlacementQuestion>();
        services.TryAddSingleton<PlacementLog>();
        services.TryAddSingleton<PlacementLogReader>();
        services.TryAddSingleton<PlacementReplay>();
        services.TryAddSingleton<IConsistencyCheck, ConsistencyCheck>();
        services.TryAddSingleton<IPlacementReplay>(provider => provider.GetRequiredService<PlacementReplay>());
        services.TryAddSingleton<GuestOsCatalog>();
        services.TryAddSingleton<VmPlacement>();
        services.TryAddSingleton<VmSpecs>();
        services.TryAddSingleton<VmClaims>();
        services.TryAddSingleton<VmProvisioner>();
        services.TryAddSingleton<VmNetworks>();
        services.TryAddSingleton<VmStarter>();
        services.TryAddSingleton<VmStopper>();
        services.TryAddSingleton<VmExpunger>();
        services.TryAddSingleton<VmPasswords>();
        services.TryAddSingleton<NicPlugs>();
        services.TryAddSingleton<VolumePlugs>();
        services.TryAddSingleton<VolumeClaims>();
        services.TryAddSingleton<VolumeHosts>();
        services.TryAddSingleton<VolumePools>();
        services.TryAddSingleton<VolumeImages>();
        services.TryAddSingleton<SnapshotTaker>();
        services.TryAddSingleton<IPowerStateSync, VmPowerSync>();
        services.TryAddSingleton<IHostEvacuator, HostEvacuator>();
        services.TryAddSingleton<IPoolEvacuator, PoolEvacuator>();
        services.TryAddSingleton<ITemplateSource, HttpTemplateSource>();
        services.TryAddSingleton<TemplateUrl>();
        services.TryAddSingleton<LdapAuthenticator>();
        services.TryAddSingleton<IUserDirectory, UserDirectory>();
        services.TryAddSingleton<IEntityNumbers, EntityNumbers>();
        services.TryAddSingleton<IPendingJobs, PendingJobs>();
        services.TryAddSingleton<IApiSettings, ApiSettingsReader>();
        services.TryAddSingleton<CommandTexts>();
        services.TryAddSingleton<CloudEngine>();
        services.TryAddSingleton<IDatabaseSetup, DatabaseSetup>();
        services.TryAddSingleton<ICloud>(provider => provider.GetRequiredService<CloudEngine>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<CloudEngine>());
        configure(new Builder(services));
        services.TryAddSingleton<Database>(_ => throw new InvalidOperationException(
            "No database was chosen for the cloud: call UseSqlite, UseSqliteInMemory or UseMySql in AddCloudStack."));
        return services;
    }

    /// <summary>Sets options of the engine.</summary>
    /// <param name="builder">The cloud.</param>
    /// <param name="configure">Sets them.</param>
    public static ICloudStackBuilder Configure(this ICloudStackBuilder builder, Action<CloudOptions> configure)
    {
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>
    /// Gives the key that protects the secrets in the database. All servers of one cloud need the same. Without this, the environment variable
    /// <c>CLOUDSTACK_KEY</c> counts, else a key file that is made at the first start.
    /// </summary>
    /// <param name="builder">The cloud.</param>
    /// <param name="key">Returns the key; any bytes, best 32 random ones.</param>
    public static ICloudStackBuilder UseKey(this ICloudStackBuilder builder, Func<byte[]> key)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton(new KeySource { Callback = key }));
        return builder;
    }

    /// <summary>Names the file that holds the key; it is made at the first start of a new cloud, readable by its owner only.</summary>
    /// <param name="builder">The cloud.</param>
    /// <param name="path">The file.</param>
    public static ICloudStackBuilder UseKeyFile(this ICloudStackBuilder builder, string path)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton(new KeySource { File = path }));
        return builder;
    }

    private sealed record Builder(IServiceCollection Services) : ICloudStackBuilder;
}
