using System.Net;

namespace CloudStack.Api.Tests.Endpoints;

public sealed class ExtractTests
{
    [Test]
    public async Task A_template_is_downloaded_from_its_link_whole_or_in_parts()
    {
        var folder = Directory.CreateTempSubdirectory("cloudstack-extract-").FullName;
        try
        {
            byte[] image = [.. "QFI"u8, 0xfb, 0, 0, 0, 3, .. new byte[20_000]];
            var source = Path.Combine(folder, "debian.qcow2");
            await File.WriteAllBytesAsync(source, image);
            await using var server = await ApiServer.StartAsync(cloud => cloud.Configure(options => options.RunBackgroundWork = true));
            var admin = (await server.RunAsync(new ListUsers { UserName = "admin" }))[0].Id;
            var made = await server.RunAsync(new RegisterUserKeys(admin));
            var keys = new Keys(admin, made.ApiKey!, made.SecretKey!);
            var zone = await server.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "zone", "Basic") { AllocationState = "Enabled" });
            await server.RunAsync(new AddSecondaryStorage($"file://{Directory.CreateDirectory(Path.Combine(folder, "store"))}") { ZoneId = zone.Id });
            await server.RunAsync(new UpdateConfiguration("endpointe.url") { Value = $"http://127.0.0.1:{server.Port}/client/api" });
            var os = (await server.RunAsync(new ListOsTypes { Page = 1, PageSize = 1 }))[0];
            var registered = await server.GetAsync(keys, "command=registerTemplate&displaytext=d&format=QCOW2&hypervisor=KVM&name=d&zoneid=-1"
                + $"&ostypeid={os.Id}&response=json&url={Uri.EscapeDataString("file://" + source)}");
            Assert.That(registered.Body, Does.Contain("\"crossZones\":true"));
            Template template;
            do
            {
                template = (await server.RunAsync(new ListTemplates("self")))[0];
                await Task.Delay(50);
            }
            while (!template.IsReady);

            var link = (await server.RunAsync(new ExtractTemplate(template.Id, "HTTP_DOWNLOAD"))).Url!;
            using var client = new HttpClient();
            using var whole = await client.GetAsync(link);
            using var part = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new(0, 3) } });
            using var unknown = await client.GetAsync(link + "x");

            Assert.That((whole.StatusCode, whole.Content.Headers.ContentLength, whole.Content.Headers.ContentDisposition?.FileName), Is.EqualTo((HttpStatusCode.OK, (long?)image.Length, "d.qcow2")));
            Assert.That(await whole.Content.ReadAsByteArrayAsync(), Is.EqualTo(image));
            Assert.That((part.StatusCode, await part.Content.ReadAsByteArrayAsync()), Is.EqualTo((HttpStatusCode.PartialContent, image[..4])));
            Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
