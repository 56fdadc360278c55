namespace CloudStack.Engine;

/// <summary>
/// The global settings at one moment; one file per category. A property's initial value is the default of 4.1, and its
/// <see cref="SettingAttribute"/> says everything else. <see cref="SettingsStore.Current"/> gives the newest; code that needs several settings takes
/// it once, so that they belong together.
/// </summary>
internal sealed partial class CloudSettings;
