using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ResetPasswordForVirtualMachineHandler(VmPasswords passwords) : IHandler<ResetPasswordForVirtualMachine, VirtualMachine>
{
    public async Task<VirtualMachine> HandleAsync(ResetPasswordForVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        var template = vm.TemplateId is { } id ? await context.ReadAsync(db => db.Templates.FirstAsync(row => row.Id == id, ct), ct) : null;
        if (template is not { PasswordEnabled: true })
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} was made from a template that does not take passwords.");
        }
        var password = GuestPassword.Generate();
        return await context.WriteAsync(async db =>
        {
            await passwords.SetAsync(db, vm, password, keyPair: null);
            return await VmViews.ReadAsync(db, vm.Id, context.Caller.IsRoot) with { Password = password };
        }, ct);
    }
}

internal sealed class ResetSSHKeyForVirtualMachineHandler(VmPasswords passwords) : IHandler<ResetSSHKeyForVirtualMachine, VirtualMachine>
{
    public async Task<VirtualMachine> HandleAsync(ResetSSHKeyForVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        if ((command.Account is not null || command.ProjectId is not null) && context.Owner.AccountId != vm.AccountId)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} belongs to another {(command.Account is null ? "owner than that project" : $"account than {command.Account}")}; it takes key pairs of its owner.");
        }
        var takesPasswords = vm.TemplateId is { } id && await context.ReadAsync(db => db.Templates.AnyAsync(row => row.Id == id && row.PasswordEnabled, ct), ct);
        var password = takesPasswords ? GuestPassword.Generate() : null;
        return await context.WriteAsync(async db =>
        {
            if (!await db.SshKeyPairs.AnyAsync(row => row.AccountId == vm.AccountId && row.Name == command.KeyPair))
            {
                throw CloudStackException.Invalid($"The owner of the virtual machine {vm.Name} has no SSH key pair {command.KeyPair}.");
            }
            await passwords.SetAsync(db, vm, password, command.KeyPair);
            return await VmViews.ReadAsync(db, vm.Id, context.Caller.IsRoot) with { Password = password };
        }, ct);
    }
}

/// <summary>Answers the guest's password, encrypted for the holder of the VM's SSH key.</summary>
internal sealed class GetVMPasswordHandler(ISecretProtector secrets) : IHandler<GetVMPassword, VirtualMachinePassword>
{
    public async Task<VirtualMachinePassword> HandleAsync(GetVMPassword command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        var key = vm.KeyPair is { } name
            ? await context.ReadAsync(db => db.SshKeyPairs.Where(row => row.AccountId == vm.AccountId && row.Name == name).Select(row => row.PublicKey).FirstOrDefaultAsync(ct), ct) : null;
        if (vm.Password is null || key is null)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} has no password that could be told: it needs a template that takes passwords and an SSH key pair.");
        }
        return new VirtualMachinePassword { EncryptedPassword = VmPasswords.EncryptFor(key, secrets.Unprotect(vm.Password)) };
    }
}
