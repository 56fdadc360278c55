using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class RegisterIsoHandler(ImageRegistration registration) : IHandler<RegisterIso, ListResult<Template>>
{
    public async Task<ListResult<Template>> HandleAsync(RegisterIso command, CommandContext context, CancellationToken ct)
    {
        var os = context.Row<GuestOsRow>(command.OsTypeId?.Value)?.Id ?? (command.Bootable == false
            ? await context.ReadAsync(db => db.GuestOsTypes.Where(row => row.Name == "None").Select(row => (long?)row.Id).FirstOrDefaultAsync(ct), ct) ?? 0
            : throw CloudStackException.Invalid("ostypeid is needed for an ISO that is bootable; say bootable=false for one that is not."));
        return await registration.RegisterAsync(new(true, command.Name, command.DisplayText, command.Url, TemplateFormat.Iso, null, os, command.ZoneId)
        {
            Checksum = command.Checksum,
            IsPublic = command.IsPublic,
            IsFeatured = command.IsFeatured,
            IsExtractable = command.IsExtractable,
            IsBootable = command.Bootable,
        }, context, ct);
    }
}
