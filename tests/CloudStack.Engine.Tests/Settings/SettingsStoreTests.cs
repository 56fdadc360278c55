using CloudStack.Engine.Sqlite;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine.Tests.Settings;

public sealed class SettingsStoreTests
{
    private SqliteDatabase _database = null!;
    private SettingsStore _settings = null!;

    [SetUp]
    public async Task Open()
    {
        _database = new SqliteDatabase(null);
        await _database.MigrateAsync(() => Task.CompletedTask, CancellationToken.None);
        _settings = new SettingsStore(new PlainSecrets());
        await LoadAsync(_settings);
    }

    [TearDown]
    public async Task Close() => await _database.DisposeAsync();

    [Test]
    public void Without_rows_every_setting_has_its_default()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_settings.Current.CpuOverprovisioningFactor, Is.EqualTo(1));
            Assert.That(_settings.Current.ClusterHeartbeatInterval, Is.EqualTo(1500));
            Assert.That(_settings.Current.InstanceName, Is.EqualTo("VM"));
            Assert.That(_settings.GetText("ping.timeout"), Is.EqualTo("2.5"));
            Assert.That(_settings.GetText("alert.wait"), Is.Null);
            Assert.That(_settings.GetText("no.such"), Is.Null);
        });
    }

    [TestCase("cpu.overprovisioning.factor", "2.5", ExpectedResult = "2.5")]
    [TestCase("alert.wait", " 30 ", ExpectedResult = "30")]
    [TestCase("use.external.dns", "true", ExpectedResult = "true")]
    [TestCase("host.capacityType.to.order.clusters", "ram", ExpectedResult = "ram")]
    [TestCase("hypervisor.list", "kvm, Simulator", ExpectedResult = "kvm, Simulator")]
    [TestCase("vmware.percluster.host.max", "8", ExpectedResult = "8")]
    [TestCase("vm.op.lock.state.retry", "-1", ExpectedResult = "-1")]
    [TestCase("task.cleanup.retry.interval", "60", ExpectedResult = "60")]
    [TestCase("instance.name", "", ExpectedResult = null)]
    [TestCase("ping.interval", "null", ExpectedResult = null)]
    public async Task<string?> A_value_that_was_set_is_read_back(string name, string value)
    {
        await SetAsync(name, value);
        await RefreshAsync(_settings);
        return _settings.GetText(name);
    }

    [Test]
    public async Task A_change_shows_in_the_next_snapshot_and_never_in_an_old_one()
    {
        var before = _settings.Current;
        await SetAsync("cpu.overprovisioning.factor", "3");
        var unrefreshed = _settings.Current;
        await RefreshAsync(_settings);
        Assert.Multiple(() =>
        {
            Assert.That(unrefreshed, Is.SameAs(before));
            Assert.That(before.CpuOverprovisioningFactor, Is.EqualTo(1));
            Assert.That(_settings.Current.CpuOverprovisioningFactor, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task An_emptied_number_is_the_default_again_and_an_emptied_text_is_none()
    {
        await SetAsync("ping.interval", "5");
        await SetAsync("ping.interval", "");
        await SetAsync("instance.name", "null");
        await RefreshAsync(_settings);
        Assert.Multiple(() =>
        {
            Assert.That(_settings.Current.PingInterval, Is.EqualTo(60));
            Assert.That(_settings.Current.InstanceName, Is.Null);
        });
    }

    [TestCase("no.such", "1", "There is no setting 'no.such'.")]
    [TestCase("use.external.dns", "True", "takes true or false; 'True' was given")]
    [TestCase("use.external.dns", "", "takes true or false, and cannot be empty; '' was given")]
    [TestCase("ping.interval", "0", "takes a whole number of 1 or more; '0' was given")]
    [TestCase("ping.interval", "soon", "takes a whole number of 1 or more; 'soon' was given")]
    [TestCase("ping.interval", "99999999999", "takes a whole number of 1 or more")]
    [TestCase("expunge.delay", "1.5", "takes a whole number; '1.5' was given")]
    [TestCase("cpu.overprovisioning.factor", "NaN", "takes a number; 'NaN' was given")]
    [TestCase("vmware.percluster.host.max", "9", "takes a whole number from 1 to 8; '9' was given")]
    [TestCase("router.extra.public.nics", "-1", "takes a whole number from 0 to 5; '-1' was given")]
    [TestCase("network.dns.basiczone.updates", "zone", "takes one of all, pod; 'zone' was given")]
    [TestCase("hypervisor.list", "KVM,Bochs", "takes names of hypervisors that this cloud knows, separated by commas; 'KVM,Bochs' was given")]
    [TestCase("instance.name", "my-vm", "takes a text without hyphen, space and plus sign; 'my-vm' was given")]
    public async Task A_value_that_cannot_be_used_is_refused_and_changes_nothing(string name, string value, string message)
    {
        var refusal = Assert.ThrowsAsync<CloudStackException>(() => SetAsync(name, value))!;
        Assert.Multiple(() =>
        {
            Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter));
            Assert.That(refusal.Message, Does.Contain(message).And.Contain(name));
        });
        Assert.That(await RefreshAsync(_settings), Is.False);
    }

    [Test]
    public async Task A_hypervisor_of_a_driver_may_be_listed()
    {
        var settings = new SettingsStore(new PlainSecrets(), isHypervisor: name => name == "Bochs");
        await _database.WriteAsync(db => settings.SetAsync(db, "hypervisor.list", "KVM,Bochs"));
        await RefreshAsync(settings);
        Assert.That(settings.Current.HypervisorList, Is.EqualTo("KVM,Bochs"));
    }

    [TestCase("security.singlesignon.key", "abc", "protected:abc")]
    [TestCase("router.ram.size", "256", "protected:256")]
    [TestCase("guest.domain.suffix", "abc", "abc")]
    public async Task Hidden_values_are_stored_encrypted_and_read_in_plain(string name, string value, string stored)
    {
        await SetAsync(name, value);
        await RefreshAsync(_settings);
        var row = await _database.ReadAsync(db => db.Settings.SingleAsync(setting => setting.Name == name));
        Assert.Multiple(() =>
        {
            Assert.That(row.Value, Is.EqualTo(stored));
            Assert.That(_settings.GetText(name), Is.EqualTo(value));
        });
    }

    [Test]
    public async Task Another_server_sees_every_change_once()
    {
        var other = new SettingsStore(new PlainSecrets());
        await LoadAsync(other);
        await SetAsync("wait", "10");
        await SetAsync("workers", "10");
        var first = await RefreshAsync(other);
        await SetAsync("wait", "20");
        var second = await RefreshAsync(other);
        var third = await RefreshAsync(other);
        Assert.Multiple(() =>
        {
            Assert.That((first, second, third), Is.EqualTo((true, true, false)));
            Assert.That((other.Current.Wait, other.Current.Workers), Is.EqualTo((20, 10)));
        });
    }

    [Test]
    public async Task A_change_that_was_rolled_back_is_never_seen()
    {
        Assert.ThrowsAsync<TimeoutException>(() => _database.WriteAsync(async db =>
        {
            await _settings.SetAsync(db, "wait", "10");
            throw new TimeoutException();
        }));
        Assert.That(await RefreshAsync(_settings), Is.False);
        Assert.That(_settings.Current.Wait, Is.EqualTo(1800));
    }

    [Test]
    public async Task A_row_that_was_deleted_by_hand_leaves_the_default()
    {
        await SetAsync("wait", "10");
        await RefreshAsync(_settings);
        await _database.WriteAsync(db => db.Settings.DeleteAsync());
        Assert.That((await RefreshAsync(_settings), await RefreshAsync(_settings), _settings.Current.Wait), Is.EqualTo((true, false, 1800)));
    }

    [Test]
    public async Task Rows_that_cannot_be_used_leave_the_default()
    {
        await _database.WriteAsync(async db =>
        {
            await db.InsertAsync(new SettingRow { Name = "wait", Value = "long" });
            await db.InsertAsync(new SettingRow { Name = "of.another.release", Value = "1" });
        });
        await LoadAsync(_settings);
        Assert.That(_settings.Current.Wait, Is.EqualTo(1800));
    }

    [Test]
    public async Task Secondary_storage_is_in_swift_or_in_s3()
    {
        await SetAsync("s3.enable", "true");
        await RefreshAsync(_settings);
        Assert.ThrowsAsync<CloudStackException>(() => SetAsync("swift.enable", "true"));
        await SetAsync("s3.enable", "false");
        await RefreshAsync(_settings);
        await SetAsync("swift.enable", "true");
        await RefreshAsync(_settings);
        Assert.ThrowsAsync<CloudStackException>(() => SetAsync("s3.enable", "true"));
    }

    [Test]
    public async Task Swift_cannot_be_chosen_once_there_is_secondary_storage()
    {
        var store = new ImageStoreRow { Uuid = Guid.Empty, Name = "nfs", Protocol = "nfs", Url = "nfs://a/b" };
        await _database.WriteAsync(db => db.InsertAsync(store));
        var refusal = Assert.ThrowsAsync<CloudStackException>(() => SetAsync("swift.enable", "true"))!;
        Assert.That(refusal.Message, Does.Contain("swift.enable").And.Contain("secondary storage"));
    }

    private Task SetAsync(string name, string? value) => _database.WriteAsync(db => _settings.SetAsync(db, name, value));

    private Task<bool> RefreshAsync(SettingsStore settings) => _database.ReadAsync(db => settings.RefreshAsync(db));

    private Task LoadAsync(SettingsStore settings) => _database.ReadAsync(async db =>
    {
        await settings.LoadAsync(db);
        return true;
    });
}
