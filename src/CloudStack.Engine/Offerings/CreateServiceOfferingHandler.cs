using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreateServiceOfferingHandler(IIdSource ids) : IHandler<CreateServiceOffering, ServiceOffering>
{
    private const int LeastMemory = 32;
    private static readonly string[] SystemVmTypes = ["DomainRouter", "ConsoleProxy", "SecondaryStorageVm"];

    public async Task<ServiceOffering> HandleAsync(CreateServiceOffering command, CommandContext context, CancellationToken ct)
    {
        var name = OfferingParameter.Text("name", command.Name);
        var text = OfferingParameter.Text("displaytext", command.DisplayText);
        var cpus = Number("cpunumber", command.CpuNumber, 1);
        var speed = Number("cpuspeed", command.CpuSpeed, 1);
        var memory = Number("memory", command.Memory, LeastMemory);
        var isLocal = OfferingParameter.IsLocal(command.StorageType);
        var systemVmType = SystemVmType(command);
        var row = new ServiceOfferingRow
        {
            Uuid = ids.NewGuid(),
            Name = name,
            DisplayText = text,
            Cpus = cpus,
            CpuMhz = speed,
            MemoryMb = memory,
            RateMbps = NetworkRate(command, systemVmType),
            HaEnabled = command.OfferHa == true,
            LimitCpu = command.LimitCpuUse == true,
            HostTag = OfferingParameter.Tags(command.HostTags),
            StorageTags = OfferingParameter.Tags(command.Tags),
            UseLocalStorage = isLocal,
            DomainId = context.Row<DomainRow>(command.DomainId?.Value)?.Id,
            IsSystem = systemVmType is not null,
            SystemVmType = systemVmType,
            Created = context.Now,
        };
        context.EventText = $"Successfully created the service offering {name}";
        return await context.WriteAsync(async db =>
        {
            await db.InsertRowAsync(row);
            return await db.ServiceOfferings.Where(offering => offering.Id == row.Id).AsServiceOfferings(db, ascending: true).FirstAsync();
        }, ct);
    }

    private static int Number(string name, long value, int least) =>
        value >= least && value <= int.MaxValue ? (int)value
        : throw CloudStackException.Invalid($"{name} must be a number from {least} to {int.MaxValue}, not {value}.");

    /// <summary>A system offering is for routers unless told otherwise.</summary>
    private static string? SystemVmType(CreateServiceOffering command)
    {
        if (command.IsSystem != true)
        {
            return command.SystemVmType is null ? null
                : throw CloudStackException.Invalid("systemvmtype is for system offerings: give issystem=true too, or leave it out.");
        }
        var given = command.SystemVmType ?? SystemVmTypes[0];
        return SystemVmTypes.FirstOrDefault(type => string.Equals(type, given, StringComparison.OrdinalIgnoreCase))
            ?? throw CloudStackException.Invalid($"systemvmtype cannot be {given}; it is domainrouter, consoleproxy or secondarystoragevm.");
    }

    /// <summary>Null takes the cloud's default when a network card is made; 0 sets no limit, which clients also write as -1.</summary>
    private static int? NetworkRate(CreateServiceOffering command, string? systemVmType)
    {
        if (command.NetworkRate is not { } rate)
        {
            return null;
        }
        if (systemVmType is not null && systemVmType != SystemVmTypes[0])
        {
            throw CloudStackException.Invalid("networkrate is for compute offerings and for system offerings of routers (systemvmtype=domainrouter).");
        }
        return rate >= -1 ? Math.Max(0, rate) : throw CloudStackException.Invalid($"networkrate cannot be {rate}; it is in megabits a second, 0 or -1 for no limit.");
    }
}
