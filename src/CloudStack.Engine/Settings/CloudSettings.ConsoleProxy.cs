namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("consoleproxy.capacity.standby", "Free console sessions that are kept ready; fewer start another console proxy.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public int ConsoleProxyCapacityStandby { get; init; } = 10;

    [Setting("consoleproxy.capacityscan.interval", "Milliseconds between two looks at the capacity of the console proxies.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager, MustBePositive = true)]
    public int ConsoleProxyCapacityScanInterval { get; init; } = 30000;

    [Setting("consoleproxy.cmd.port", "TCP port on which a console proxy takes orders.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public int ConsoleProxyCmdPort { get; init; } = 8001;

    [Setting("consoleproxy.disable.rpfilter", "Whether console proxies turn off the kernel's reverse path filter.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public bool ConsoleProxyDisableRpFilter { get; init; } = true;

    [Setting("consoleproxy.launch.max", "Most console proxies in a zone.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public int ConsoleProxyLaunchMax { get; init; } = 10;

    [Setting("consoleproxy.loadscan.interval", "Milliseconds between two looks at the load of the console proxies.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager, MustBePositive = true)]
    public int ConsoleProxyLoadScanInterval { get; init; } = 10000;

    [Setting("consoleproxy.management.state", "How console proxies are run: Auto, Manual, Suspending or ResetSuspending.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public string? ConsoleProxyManagementState { get; init; } = "Auto";

    [Setting("consoleproxy.management.state.last", "What consoleproxy.management.state was before the last change.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public string? ConsoleProxyManagementStateLast { get; init; } = "Auto";

    [Setting("consoleproxy.restart", "Whether a console proxy that stopped is started again.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public bool ConsoleProxyRestart { get; init; } = true;

    [Setting("consoleproxy.session.max", "Most console sessions that one console proxy serves.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public int ConsoleProxySessionMax { get; init; } = 50;

    [Setting("consoleproxy.session.timeout", "Milliseconds after which an idle console session is closed.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public int ConsoleProxySessionTimeout { get; init; } = 300_000;

    [Setting("consoleproxy.url.domain", "Domain of the host names in console addresses.",
        Category = SettingCategory.ConsoleProxy, Component = SettingComponent.AgentManager)]
    public string? ConsoleProxyUrlDomain { get; init; } = "realhostip.com";
}
