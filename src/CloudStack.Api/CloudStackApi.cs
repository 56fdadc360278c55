using CloudStack.Api.Access;
using CloudStack.Api.Authentication;
using CloudStack.Api.Endpoints;
using CloudStack.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CloudStack;

/// <summary>Serves the query API of CloudStack 4.1 from an ASP.NET Core program.</summary>
public static class CloudStackApi
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>
    /// Registers what <see cref="MapCloudStackApi"/> needs, beside <c>AddCloudStack</c>. Also opens the port that asks for no signature when the setting
    /// <c>integration.api.port</c> says so.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Sets options.</param>
    public static IServiceCollection AddCloudStackApi(this IServiceCollection services, Action<ApiOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<ApiOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }
        services.AddRouting();
        services.TryAddSingleton<Sessions>();
        services.TryAddSingleton<Login>();
        services.TryAddSingleton<Throttle>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRequestCounts, Throttle>(provider => provider.GetRequiredService<Throttle>()));
        services.TryAddSingleton<CommandEndpoints>();
        services.TryAddSingleton<ApiPipeline>();
        services.TryAddSingleton<Renderers>();
        services.TryAddSingleton<ResponseWriter>();
        services.TryAddSingleton<ApiTelemetry>();
        services.TryAddSingleton<ApiEndpoint>();
        services.TryAddSingleton<ExtractEndpoint>();
        services.TryAddSingleton<OpenApiDocument>();
        services.TryAddSingleton<IntegrationPort>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, IntegrationPort>(provider => provider.GetRequiredService<IntegrationPort>()));
        return services;
    }

    /// <summary>
    /// Maps the query API, and beside it, as <c>extract/{token}</c> in the folder above, the downloads of images. What follows the path is ignored, as in 4.1.
    /// </summary>
    /// <param name="endpoints">The program's endpoints.</param>
    /// <param name="path">Where it is; clients of 4.1 expect <c>/client/api</c>. Session cookies are for the folder above.</param>
    public static IEndpointConventionBuilder MapCloudStackApi(this IEndpointRouteBuilder endpoints, string path = "/client/api")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var endpoint = endpoints.ServiceProvider.GetService<ApiEndpoint>()
            ?? throw new InvalidOperationException("The query API is not registered: call AddCloudStackApi beside AddCloudStack.");
        var trimmed = "/" + path.Trim('/');
        var cookiePath = trimmed.LastIndexOf('/') is > 0 and var slash ? trimmed[..slash] : "/";
        var extract = endpoints.ServiceProvider.GetRequiredService<ExtractEndpoint>();
        endpoints.MapMethods(cookiePath.TrimEnd('/') + "/extract/{token}", [HttpMethods.Get, HttpMethods.Head], extract.HandleAsync).WithDisplayName("CloudStack image downloads");
        return endpoints.MapMethods(trimmed + "/{**rest}", Methods, context => endpoint.HandleAsync(context, cookiePath)).WithDisplayName("CloudStack API");
    }

    /// <summary>Maps a description of all commands in OpenAPI 3.1, which needs no key to be read.</summary>
    /// <param name="endpoints">The program's endpoints.</param>
    /// <param name="pattern">Where it is.</param>
    /// <param name="path">Where the query API is.</param>
    public static IEndpointConventionBuilder MapCloudStackOpenApi(this IEndpointRouteBuilder endpoints, string pattern = "/openapi.json", string path = "/client/api")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var document = endpoints.ServiceProvider.GetService<OpenApiDocument>()
            ?? throw new InvalidOperationException("The query API is not registered: call AddCloudStackApi beside AddCloudStack.");
        return endpoints.MapGet(pattern, async context =>
        {
            context.Response.ContentType = "application/json; charset=UTF-8";
            await context.Response.BodyWriter.WriteAsync(await document.GetAsync("/" + path.Trim('/'), context.RequestAborted), context.RequestAborted);
        }).WithDisplayName("CloudStack OpenAPI document");
    }
}
