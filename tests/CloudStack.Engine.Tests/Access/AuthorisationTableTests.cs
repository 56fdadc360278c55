using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Access;

/// <summary>Every command that can run, called by every kind of account: refused for its role exactly where the table says no.</summary>
public sealed class AuthorisationTableTests
{
    private static readonly string[] Callers = ["root", "resource", "domain", "user"];

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
                if (table.TryGetValue(command.Name, out var row) && row[i] != allowed)
                {
                    wrong.Add($"{command.Name} by {Callers[i]}: {(allowed ? "allowed" : "refused")}");
                }
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    private static async Task<bool> IsAllowedAsync(TestCloud cloud, CommandDescriptor descriptor, UserId? user)
    {
        // Required ids are left at their default, which no entity has, so that what is allowed is refused a moment later for another reason.
        var command = (ICommand)descriptor.Create(descriptor.Parameters.Where(parameter => parameter.Required)
            .ToDictionary(parameter => parameter.Name, parameter => (object?)Value(parameter)));
        var caller = user is { } id ? Caller.For(id) : Caller.Root;
        try
        {
            if (descriptor.Runs == Runs.AsJob)
            {
                await cloud.Cloud.StartAsync(command, caller);
            }
            else
            {
                await (Task)typeof(ICloud).GetMethod(nameof(ICloud.ExecuteAsync))!.MakeGenericMethod(descriptor.ResultType).Invoke(cloud.Cloud, [command, caller, default(CancellationToken)])!;
            }
        }
        catch (CloudStackException exception)
        {
            return !(exception.Code == ErrorCode.UnsupportedAction && exception.Message.Contains("is not available for the account", StringComparison.Ordinal));
        }
        return true;
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

    private static Dictionary<string, bool[]> Table() =>
        File.ReadAllLines(Path.Combine(Folder(), "authorisation.txt")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(": ")).ToDictionary(parts => parts[0], parts => parts[1].Split(' ').Select(word => word == "yes").ToArray());

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
