using Microsoft.Extensions.DependencyInjection;

namespace CloudStack;

/// <summary>Collects the choices of <c>AddCloudStack</c>: the database, the plugins, the options. Packages add their own extension methods to it.</summary>
public interface ICloudStackBuilder
{
    /// <summary>Where the choices are registered.</summary>
    IServiceCollection Services { get; }
}
