using System.Security.Cryptography;

namespace CloudStack.Engine.Tests.SshKeys;

public sealed class SshKeyTests
{
    // Made for this test with ssh-keygen; its MD5 fingerprint is what ssh-keygen -l -E md5 prints.
    private const string PublicKey = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCc7b6j2tA2GvRk1DW26QUd3nuvsbbDF21GXM8gLrrsu3utobQt25NjhvRZuSCg5Rta34I+TsttsSyq3k6QY5QM2GMrWE8Uq4AuBwBohPIIiHjCQkVQBUeMLgeTFhaGlIyzYWgEiLJvLWDP7t9m4QHDvJPHi9B9jZfxJuY9Wq03VaHJCXDOkw0SZ+E3Jwsw2rbnFgsAhg+14pdxMxzWc9M+wp3Bq7zGsEsKAmiw3PTwOwaLhJiOy2vS3NaC9SMU7q4ZxQ/IVnDpEBj08uboJ77BzX1LOebmRycrIDB74vsoP9DTTFogsi6u+v07w3w8I0RkO7vHSsZ7Qk2yoIylhzhx";
    private const string Fingerprint = "9a:2d:22:97:c8:82:3c:aa:df:91:42:aa:ce:2a:d6:7d";

    [Test]
    public async Task A_registered_key_has_the_fingerprint_that_OpenSSH_prints()
    {
        await using var cloud = await TestCloud.StartAsync();

        var pair = await cloud.RunAsync(new RegisterSSHKeyPair("mine", PublicKey + " me@example.com"));

        Assert.That((pair.Name, pair.Fingerprint, pair.PrivateKey), Is.EqualTo(("mine", Fingerprint, (string?)null)));
        Assert.That((await cloud.RunAsync(new ListSSHKeyPairs { Fingerprint = Fingerprint }))[0].Name, Is.EqualTo("mine"));
        Assert.That((await cloud.RefusedAsync(new RegisterSSHKeyPair("again", PublicKey))).Message, Does.Contain("mine"));
        Assert.That((await cloud.RefusedAsync(new RegisterSSHKeyPair("mine", PublicKey))).Message, Does.Contain("already"));
    }

    [TestCase("ssh-rsa")]
    [TestCase("ssh-rsa AAAA")]
    [TestCase("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIA==")]
    [TestCase("hello world")]
    public async Task What_is_no_key_is_refused(string text)
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.That((await cloud.RefusedAsync(new RegisterSSHKeyPair("mine", text))).Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task A_made_pair_gives_its_private_key_once()
    {
        await using var cloud = await TestCloud.StartAsync();

        var pair = await cloud.RunAsync(new CreateSSHKeyPair("made"));
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pair.PrivateKey);

        Assert.That(rsa.KeySize, Is.GreaterThanOrEqualTo(2048));
        Assert.That(SshPublicKey.Of(rsa).Fingerprint, Is.EqualTo(pair.Fingerprint));
        Assert.That((await cloud.RunAsync(new ListSSHKeyPairs())).Single().PrivateKey, Is.Null);
        Assert.That((await cloud.RefusedAsync(new CreateSSHKeyPair("made"))).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        await cloud.RunAsync(new DeleteSSHKeyPair("made"));
        Assert.That((await cloud.RefusedAsync(new DeleteSSHKeyPair("made"))).Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }
}
