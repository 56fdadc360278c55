using Microsoft.Extensions.Logging;

namespace CloudStack.Plugins;

/// <summary>What the host hands every plugin.</summary>
internal sealed record PluginHost(ILoggerFactory Logging, TimeProvider Time, IIdSource Ids);

/// <summary>A folder of plugins, and the choices about them.</summary>
internal sealed record PluginFolder(string Path, PluginOptions Options);
