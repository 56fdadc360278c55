using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Who may use a template or ISO: what is to change of it.</summary>
internal sealed record ImagePermissionChanges(bool IsIso, TemplateId Id)
{
    public IReadOnlyList<string>? Accounts { get; init; }
    public IReadOnlyList<ProjectId>? ProjectIds { get; init; }
    public string? Op { get; init; }
    public bool? IsPublic { get; init; }
    public bool? IsFeatured { get; init; }
    public bool? IsExtractable { get; init; }
}

/// <summary>Tells and changes who may use templates and ISOs.</summary>
internal sealed class ImagePermissions(SettingsStore settings)
{
    private enum Operation
    {
        Add,
        Remove,
        Reset,
    }

    public async Task<Success> ApplyAsync(ImagePermissionChanges command, CommandContext context, CancellationToken ct)
    {
        var template = TemplateAccess.OfKind(context.Row<TemplateRow>(command.Id.Value), command.IsIso);
        var operation = ParseOperation(command);
        CheckRights(command, context.Caller);
        return await context.WriteAsync(async db =>
        {
            var row = await TemplateAccess.ReadAsync(db, template);
            row.IsPublic = operation != Operation.Reset && (command.IsPublic ?? row.IsPublic);
            row.IsFeatured = operation != Operation.Reset && (command.IsFeatured ?? row.IsFeatured);
            row.IsExtractable = command.IsExtractable ?? row.IsExtractable;
            await db.UpdateVersionedAsync(row);
            switch (operation)
            {
                case Operation.Add:
                    await AddAsync(db, row, await AccountsAsync(db, row, command, context));
                    break;
                case Operation.Remove:
                    var accounts = await AccountsAsync(db, row, command, context);
                    await db.TemplatePermissions.Where(permission => permission.TemplateId == row.Id && accounts.Contains(permission.AccountId)).DeleteAsync();
                    break;
                case Operation.Reset:
                    await db.TemplatePermissions.Where(permission => permission.TemplateId == row.Id).DeleteAsync();
                    break;
            }
            return Success.Done;
        }, ct);
    }

    public Task<TemplatePermissions> ReadAsync(TemplateId id, bool isIso, CommandContext context, CancellationToken ct)
    {
        var template = TemplateAccess.OfKind(context.Row<TemplateRow>(id.Value), isIso);
        return context.ReadAsync(async db => new TemplatePermissions
        {
            Id = id,
            IsPublic = template.IsPublic,
            DomainId = context.Caller.IsRoot || context.Caller.IsDomainAdmin
                ? new DomainId(await db.Domains.Where(row => row.Id == template.DomainId).Select(row => row.Uuid).FirstAsync(ct)) : null,
            Account = await (from permission in db.TemplatePermissions
                             join account in db.Accounts on permission.AccountId equals account.Id
                             where permission.TemplateId == template.Id && account.Removed.IsNotSet() && account.Type != AccountType.Project
                             orderby account.Name
                             select account.Name).ToListAsync(ct),
            ProjectIds = await ProjectShares.OfTemplateAsync(db, template.Id),
        }, ct);
    }

    private static Operation? ParseOperation(ImagePermissionChanges command)
    {
        if (command.Accounts is not null && command.ProjectIds is not null)
        {
            throw CloudStackException.Invalid("Give accounts or projectids, not both.");
        }
        var operation = EnumParameter.ParseOptional<Operation>("op", command.Op);
        return (operation, command.Accounts is not null || command.ProjectIds is not null) switch
        {
            (null, true) => throw CloudStackException.Invalid("accounts and projectids need op: add, remove or reset."),
            (Operation.Add or Operation.Remove, false) => throw CloudStackException.Invalid($"op {command.Op} needs accounts or projectids."),
            _ => operation,
        };
    }

    private void CheckRights(ImagePermissionChanges command, Identity caller)
    {
        if (caller.IsRoot)
        {
            return;
        }
        if (command.IsExtractable is not null)
        {
            throw CloudStackException.Denied("Only root administrators may change isextractable.");
        }
        if (caller.IsDomainAdmin)
        {
            return;
        }
        if (command.IsFeatured is not null)
        {
            throw CloudStackException.Denied("Only administrators may change isfeatured.");
        }
        if (command.IsPublic == true && !settings.Current.AllowPublicUserTemplates)
        {
            throw CloudStackException.Invalid($"The {(command.IsIso ? "ISO" : "template")} cannot be made public: the setting allow.public.user.templates is false.");
        }
    }

    private static Task<List<long>> AccountsAsync(Db db, TemplateRow template, ImagePermissionChanges command, CommandContext context) =>
        command.ProjectIds is { } projects ? ProjectShares.AccountsAsync(db, context, projects, template.DomainId) : AccountsAsync(db, template, command.Accounts!);

    /// <summary>The accounts of these names in the owner's domain; all must be there.</summary>
    private static async Task<List<long>> AccountsAsync(Db db, TemplateRow template, IReadOnlyList<string> names)
    {
        var found = await db.Accounts.Where(row => row.DomainId == template.DomainId && row.Removed.IsNotSet() && row.Type != AccountType.Project && names.Contains(row.Name))
            .Select(row => new { row.Id, row.Name }).ToListAsync();
        return names.FirstOrDefault(name => found.All(account => !string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase))) is { } missing
            ? throw CloudStackException.Invalid($"There is no account {missing} in the domain of the owner. Nothing was changed.")
            : [.. found.Select(account => account.Id)];
    }

    /// <summary>The owner may use it anyway.</summary>
    private static async Task AddAsync(Db db, TemplateRow template, List<long> accounts)
    {
        var have = await db.TemplatePermissions.Where(row => row.TemplateId == template.Id).Select(row => row.AccountId).ToListAsync();
        foreach (var account in accounts.Except(have).Where(account => account != template.AccountId))
        {
            await db.InsertAsync(new TemplatePermissionRow { TemplateId = template.Id, AccountId = account });
        }
    }
}
