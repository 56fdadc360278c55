using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm.Tests.Xml;

public sealed class TemplateSourceTests
{
    [Test]
    public void An_address_reaches_curl_past_the_command_line()
    {
        var source = Of("https://user:pass@example.org/a b/t.qcow2.bz2?sign=x\"y");
        Assert.Multiple(() =>
        {
            Assert.That(source.Kind, Is.EqualTo("url"));
            Assert.That(source.Path, Is.Empty);
            Assert.That(source.Packing, Is.EqualTo("bz2"));
            Assert.That(source.CurlConfiguration, Is.EqualTo("url = \"https://user:pass@example.org/a%20b/t.qcow2.bz2?sign=x%22y\"\n"));
            Assert.That(source.Secrets, Does.Contain("user:pass"));
        });
    }

    [Test]
    public void A_file_is_a_path_of_the_host() => Assert.That(Of("file:///a%20b/t.qcow2").Path, Is.EqualTo("/a b/t.qcow2"));

    [Test]
    public void An_export_is_mounted_without_the_files_name()
    {
        var source = Of("nfs://192.0.2.5/export/templates/t.qcow2");
        Assert.That((source.Path, source.File), Is.EqualTo(("192.0.2.5:/export/templates", "t.qcow2")));
    }

    [TestCase("ftp://h/t", "QCOW2", null, "ftp")]
    [TestCase("http://h/t", "VHD", null, "VHD")]
    [TestCase("http://h/t", "QCOW2", "xyz", "checksum")]
    [TestCase("nfs://h/t", "QCOW2", null, "nfs://server/export/file")]
    [TestCase("file://server/t", "QCOW2", null, "file:///folder/file")]
    public void What_cannot_be_had_is_refused(string address, string format, string? checksum, string reason) =>
        Assert.That(Of(address, format, checksum).Refusal, Does.Contain(reason));

    [TestCase(32, "md5sum")]
    [TestCase(64, "sha256sum")]
    public void The_length_tells_the_kind_of_checksum(int length, string program) => Assert.That(Of("http://h/t", "qcow2", new string('A', length)),
        Has.Property("ChecksumProgram").EqualTo(program).And.Property("Checksum").EqualTo(new string('a', length)));

    private static TemplateSource Of(string address, string format = "QCOW2", string? checksum = null) =>
        TemplateSource.Of(new TemplateSpec { Id = new TemplateId(Guid.Empty), Format = format, Source = new Uri(address), Checksum = checksum });
}
