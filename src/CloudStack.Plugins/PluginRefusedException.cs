namespace CloudStack.Plugins;

/// <summary>A plugin does not fit, for the reason in the message. None of its code has run.</summary>
internal sealed class PluginRefusedException(string reason, Exception? innerException = null) : Exception(reason, innerException);
