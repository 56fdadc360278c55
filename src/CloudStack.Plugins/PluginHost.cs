using Microsoft.Extensions.Logging;

namespace CloudStack.Plugins;

/// <summary>What the host hands every plugin.</summary>
internal sealed record PluginHost(ILoggerFactory Logging, TimeProvider Time, IIdSource Ids);
