using CloudStack.Server.Hosting;
using CloudStack.Server.Setup;

return args is ["setup-database", .. var rest] ? await SetupDatabase.RunAsync(rest) : await ServerHost.RunAsync(args);
