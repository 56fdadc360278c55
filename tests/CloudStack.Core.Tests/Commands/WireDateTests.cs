namespace CloudStack.Commands;

public sealed class WireDateTests
{
    [TestCase("2013-06-05", false, "2013-06-05T00:00:00+0000")]
    [TestCase("2013-06-05", true, "2013-06-05T23:59:59+0000")]
    [TestCase("9999-12-31", true, "9999-12-31T23:59:59+0000")]
    [TestCase("0001-01-01", false, "0001-01-01T00:00:00+0000")]
    [TestCase("2013-06-05 10:00:00", true, "2013-06-05T10:00:00+0000")]
    [TestCase("2013-06-05T10:00:00+0200", true, "2013-06-05T08:00:00+0000")]
    public void A_time_is_read(string text, bool endOfDay, string expected)
    {
        Assert.That(WireDate.TryParse(text, TimeZoneInfo.Utc, endOfDay, out var value), Is.True);
        Assert.That(WireDate.Format(value, TimeZoneInfo.Utc), Is.EqualTo(expected));
    }

    [TestCase("0001-01-01 01:00:00", 5)]
    [TestCase("9999-12-31", -5)]
    [TestCase("9999-12-31 23:59:59", -5)]
    public void A_time_that_is_beyond_all_times_in_the_servers_zone_is_none(string text, int hours)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(hours), "test", "test");
        Assert.That(WireDate.TryParse(text, zone, endOfDay: true, out _), Is.False);
    }
}
