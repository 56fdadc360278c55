using CloudStack.Server.Hosting;
using CloudStack.Server.Setup;

return args switch
{
    ["setup-database", .. var rest] => await SetupDatabase.RunAsync(rest),
    ["capacity", .. var rest] => await CapacityVerifyCommand.RunAsync(rest),
    ["placement", .. var rest] => await PlacementReplayCommand.RunAsync(rest),
    _ => await ServerHost.RunAsync(args),
};
