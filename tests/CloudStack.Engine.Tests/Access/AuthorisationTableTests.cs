using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Access;

/// <summary>
/// Every command that can run, called by every kind of account, by a regular member of a project on what the project owns, and by nobody: refused exactly
/// where the table says no.
/// </summary>
public sealed class AuthorisationTableTests
{
    private const int MemberColumn = 4, AnonymousColumn = 5;

    private static readonly string[] Callers = ["root", "resource", "domain", "user"];

    /// <summary>What a stranger may do although it names a project: see that there is nothing for him, or find no invitation.</summary>
    private static readonly string[] ForStrangers = ["listProjects", "listProjectInvitations", "updateProjectInvitation"];

    [Test]
    public void Every_command_has_a_row()
    {
        var table = Table();

        var missing = CommandCatalog.Default.Commands.Select(command => command.Name).Where(name => !table.ContainsKey(name)).ToList();

        Assert.That(missing, Is.Empty, "Add a row to Access/authorisation.txt for each new command.");
    }

    [Test]
    public async Task Commands_are_refused_exactly_where_the_table_says_no()
    {
        var table = Table();
        await using var cloud = await TestCloud.StartAsync();
        var tenants = new Dictionary<string, UserId?> { ["root"] = null };
        foreach (var (name, type) in new[] { ("resource", AccountType.ResourceDomainAdmin), ("domain", AccountType.DomainAdmin), ("user", AccountType.User) })
        {
            tenants[name] = (await cloud.RunAsync(Tenants.New(name, null, type))).User[0].Id;
        }
        List<string> wrong = [];

        foreach (var command in CommandCatalog.Default.Commands.Where(command => cloud.Get<HandlerCatalog>().Handles(command.Type)))
        {
            for (var i = 0; i < Callers.Length; i++)
            {
                var allowed = await IsAllowedAsync(cloud, command, tenants[Callers[i]]);
                if (table.TryGetValue(command.Name, out var row) && row[i] != (allowed ? "yes" : "no"))
                {
                    wrong.Add($"{command.Name} by {Callers[i]}: {(allowed ? "allowed" : "refused")}");
                }
            }
        }

        Assert.That(wrong, Is.Empty, string.Join(Environment.NewLine, wrong));
    }

    [Test]
    public async Task A_member_of_a_project_may_do_with_it_exactly_what_the_table_says_and_a_stranger_nothing()
    {
        var table = Table();
        await using var cloud = await TestCloud.StartAsync();
        var project = await ProjectEntities.StartAsync(cloud);
        List<string> wrong = [];

        foreach (var command in CommandCatalog.Default.Commands.Where(command => cloud.Get<HandlerCatalog>().Handles(command.Type)))
        {
            var member = ProjectEntities.Concerns(command) ? await MayAsync(cloud, await project.CommandAsync(command, Value), project.Member) ? "yes" : "no" : "-";
            if (table.TryGetValue(command.Name, out var row) && row[MemberColumn] != member)
            {
                wrong.Add($"{command.Name} by member: {member}");
            }
            if (member == "yes" && !ForStrangers.Contains(command.Name) && await MayAsync(cloud, await project.CommandAsync(command, Value), project.Stranger))
            {
                wrong.Add($"{command.Name} by stranger: allowed");
            }
        }

        Assert.That(wrong, Is.Empty, string.Join(Environment.NewLine, wrong));
    }

    [Test]
    public async Task Whoever_is_no_user_gets_nothing_and_is_told_nothing()
    {
        var table = Table();
        await using var cloud = await TestCloud.StartAsync();
        var nobody = new UserId(Guid.NewGuid());
        List<string> wrong = [];

        foreach (var command in CommandCatalog.Default.Commands.Where(command => cloud.Get<HandlerCatalog>().Handles(command.Type)))
        {
            var refusal = await RefusalAsync(cloud, Filled(command), Caller.For(nobody));
            var allowed = refusal is not { Code: ErrorCode.PermissionDenied } || refusal.Message != $"There is no user with id {nobody}.";
            if (table.TryGetValue(command.Name, out var row) && row[AnonymousColumn] != (allowed ? "yes" : "no"))
            {
                wrong.Add($"{command.Name} by nobody: {(allowed ? "allowed" : "refused")}");
            }
        }

        Assert.That(wrong, Is.Empty, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>Whether the role is enough; what is allowed is refused a moment later for another reason.</summary>
    private static async Task<bool> IsAllowedAsync(TestCloud cloud, CommandDescriptor descriptor, UserId? user) =>
        !IsOfRole(await RefusalAsync(cloud, Filled(descriptor), user is { } id ? Caller.For(id) : Caller.Root));

    private static async Task<bool> MayAsync(TestCloud cloud, ICommand command, UserId user) =>
        await RefusalAsync(cloud, command, Caller.For(user)) is var refusal && refusal?.Code != ErrorCode.PermissionDenied && !IsOfRole(refusal);

    private static bool IsOfRole(CloudStackException? refusal) => refusal is { Code: ErrorCode.UnsupportedAction }
        && refusal.Message.Contains("is not available for the account", StringComparison.Ordinal);

    /// <summary>The command with what it needs; ids are left at their default, which no entity has.</summary>
    private static ICommand Filled(CommandDescriptor descriptor) => (ICommand)descriptor.Create(descriptor.Parameters.Where(parameter => parameter.Required)
        .ToDictionary(parameter => parameter.Name, parameter => (object?)Value(parameter)));

    private static async Task<CloudStackException?> RefusalAsync(TestCloud cloud, ICommand command, Caller caller)
    {
        try
        {
            var descriptor = CommandCatalog.Default.Get(command.GetType());
            if (descriptor.Runs == Runs.AsJob)
            {
                await cloud.Cloud.StartAsync(command, caller);
            }
            else
            {
                await (Task)typeof(ICloud).GetMethod(nameof(ICloud.ExecuteAsync))!.MakeGenericMethod(descriptor.ResultType).Invoke(cloud.Cloud, [command, caller, default(CancellationToken)])!;
            }
            return null;
        }
        catch (CloudStackException exception)
        {
            return exception;
        }
    }

    private static object Value(ParameterDescriptor parameter)
    {
        var type = parameter.ValueType;
        if (type == typeof(string))
        {
            return "?";
        }
        if (type.IsValueType)
        {
            return Activator.CreateInstance(type)!;
        }
        if (typeof(ICommand).IsAssignableFrom(type))
        {
            return System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        }
        var arguments = type.GetGenericArguments();
        return arguments.Length == 2
            ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!
            : Array.CreateInstance(arguments[0], 0);
    }

    private static Dictionary<string, string[]> Table() =>
        File.ReadAllLines(Path.Combine(Folder(), "authorisation.txt")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(": ")).ToDictionary(parts => parts[0], parts => parts[1].Split(' '));

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "CloudStack.Engine.Tests", "Access");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }
        throw new DirectoryNotFoundException("The folder of the table was not found above the tests.");
    }
}
