using CloudStack;
using Microsoft.Extensions.DependencyInjection;

await using var services = new ServiceCollection().AddCloudStack(cloud => cloud.UseSqlite("cloud.db").AddPlugins("plugins")).BuildServiceProvider();
var cloud = services.GetRequiredService<ICloud>();
var zone = await cloud.ExecuteAsync(new CreateZone("8.8.8.8", "10.0.0.2", $"Zone {DateTime.UtcNow:HHmmss}", "Advanced"), Caller.Root);
Console.WriteLine($"{zone.Name} has the id {zone.Id}");
foreach (var offering in await cloud.ExecuteAsync(new ListServiceOfferings(), Caller.Root)) Console.WriteLine($"offers {offering.Name}");
