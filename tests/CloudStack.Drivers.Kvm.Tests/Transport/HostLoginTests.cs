using CloudStack.Drivers.Kvm.Transport;

namespace CloudStack.Drivers.Kvm.Tests.Transport;

public sealed class HostLoginTests
{
    [TestCase("ssh://root@192.0.2.10", "192.0.2.10", 22, "root")]
    [TestCase("ssh://admin@kvm1:2222", "kvm1", 2222, "admin")]
    [TestCase("http://192.0.2.10", "192.0.2.10", 22, "root")]
    [TestCase("http://192.0.2.10:2222", "192.0.2.10", 2222, "root")]
    public void An_address_names_host_port_and_user(string address, string host, int port, string user)
    {
        var login = HostLogin.Of(Specs.Host with { Address = new Uri(address) });
        Assert.That((login.Host, login.Port, login.User), Is.EqualTo((host, port, user)));
    }

    [Test]
    public void The_users_own_field_comes_before_the_address() =>
        Assert.That(HostLogin.Of(Specs.Host with { UserName = "operator" }).User, Is.EqualTo("operator"));

    [Test]
    public void A_password_may_stand_in_the_address() =>
        Assert.That(HostLogin.Of(Specs.Host with { Password = null, Address = new Uri("ssh://root:a%40b@h") }).Password, Is.EqualTo("a@b"));

    [Test]
    public void A_login_never_shows_its_secrets() => Assert.That(HostLogin.Of(Specs.Host).ToString(), Is.EqualTo("root@192.0.2.10:22"));

    [Test]
    public void A_login_without_anything_to_log_in_with_is_refused() => Assert.That(
        () => HostLogin.Of(Specs.Host with { Password = null }).ToConnectionInfo(TimeSpan.FromSeconds(1)),
        Throws.InstanceOf<DriverException>().With.Message.Contains("192.0.2.10"));

    [Test]
    public void A_key_that_cannot_be_read_is_refused_and_not_repeated() => Assert.That(
        () => HostLogin.Of(Specs.Host with { PrivateKey = "not a key" }).ToConnectionInfo(TimeSpan.FromSeconds(1)),
        Throws.InstanceOf<DriverException>().With.Message.Contains("private key").And.Message.Not.Contains("not a key"));

    [Test]
    public void The_first_key_of_a_host_is_held()
    {
        var keys = new HostKeys();
        var login = HostLogin.Of(Specs.Host);
        Assert.That(keys.Refuse(login, "SHA256:one"), Is.Null);
        Assert.That(keys.Refuse(login, "SHA256:one"), Is.Null);
        Assert.That(keys.Refuse(login, "SHA256:two"), Is.EqualTo("SHA256:one"));
        Assert.That(keys.Refuse(HostLogin.Of(Specs.Host with { HostKey = "SHA256:two" }), "SHA256:two"), Is.Null, "the operator's word counts more");
    }

    [TestCase("SHA256:abc")]
    [TestCase("sha256:abc=")]
    [TestCase(" abc== ")]
    public void A_fingerprint_has_one_form(string given) => Assert.That(HostKeys.Normal(given), Is.EqualTo("SHA256:abc"));
}
