using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CloudStack;

/// <summary>Puts a cloud that is elsewhere into a program.</summary>
public static class CloudStackClient
{
    /// <summary>Registers <see cref="ICloud"/> as a client of a server.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Says where the server is and who calls.</param>
    public static IServiceCollection AddCloudStackClient(this IServiceCollection services, Action<CloudClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<CloudClientOptions>().Configure(configure)
            .Validate(options => options.ApiKey.Length > 0 && options.SecretKey.Length > 0, "ApiKey and SecretKey are needed.");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICloud>(provider =>
            new CloudClient(new HttpClient(), provider.GetRequiredService<IOptions<CloudClientOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>A client without a container.</summary>
    /// <param name="options">Where the server is and who calls.</param>
    /// <param name="http">Sends the requests; without it, one with the usual settings.</param>
    /// <param name="time">Waits between questions about jobs.</param>
    public static ICloud Connect(CloudClientOptions options, HttpClient? http = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CloudClient(http ?? new HttpClient(), options, time ?? TimeProvider.System);
    }

    /// <summary>Everything that a list command finds, page by page as it is read.</summary>
    /// <param name="cloud">The cloud, here or elsewhere.</param>
    /// <param name="command">What to list; its own page is not looked at.</param>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="pageSize">Items a page; at most the setting <c>default.page.size</c>.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public static async IAsyncEnumerable<TItem> ListAllAsync<TItem>(this ICloud cloud, IListCommand<TItem> command, Caller caller, int pageSize = 100,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        var descriptor = CommandCatalog.Default.Get(command.GetType());
        var values = descriptor.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.GetValue(command));
        for (var page = 1; ; page++)
        {
            (values["page"], values["pagesize"]) = (page, pageSize);
            var found = await cloud.ExecuteAsync((ICommand<ListResult<TItem>>)descriptor.Create(values), caller, cancellationToken);
            foreach (var item in found.Items)
            {
                yield return item;
            }
            if (found.Items.Count < pageSize)
            {
                yield break;
            }
        }
    }
}
