namespace CloudStack.Engine;

internal sealed class RegisterTemplateHandler(ImageRegistration registration, HypervisorGateway gateway) : IHandler<RegisterTemplate, ListResult<Template>>
{
    public Task<ListResult<Template>> HandleAsync(RegisterTemplate command, CommandContext context, CancellationToken ct)
    {
        var format = TemplateFormat.Parse(command.Format);
        var hypervisor = TemplateFormat.CheckHypervisor(gateway, command.Hypervisor, format);
        var os = context.Row<GuestOsRow>(command.OsTypeId.Value).Id;
        return registration.RegisterAsync(new(false, command.Name, command.DisplayText, command.Url, format, hypervisor, os, command.ZoneId)
        {
            Checksum = command.Checksum,
            Bits = command.Bits,
            RequiresHvm = command.RequiresHvm,
            PasswordEnabled = command.PasswordEnabled,
            SshKeyEnabled = command.SshKeyEnabled,
            IsPublic = command.IsPublic,
            IsFeatured = command.IsFeatured,
            IsExtractable = command.IsExtractable,
            Tag = command.TemplateTag,
            Details = command.Details,
        }, context, ct);
    }
}
