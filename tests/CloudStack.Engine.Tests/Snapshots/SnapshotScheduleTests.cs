namespace CloudStack.Engine.Tests.Snapshots;

public sealed class SnapshotScheduleTests
{
    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia", "GMT+5:30", "GMT-3"];

    [Test]
    public void Forms_that_do_not_fit_their_interval_are_refused()
    {
        foreach (var (interval, text) in new[]
        {
            (SnapshotInterval.Hourly, "60"), (SnapshotInterval.Hourly, "5:5"), (SnapshotInterval.Hourly, ""), (SnapshotInterval.Hourly, "-1"), (SnapshotInterval.Hourly, "x"),
            (SnapshotInterval.Daily, "5"), (SnapshotInterval.Daily, "0:24"), (SnapshotInterval.Weekly, "0:0:0"), (SnapshotInterval.Weekly, "0:0:8"), (SnapshotInterval.Weekly, "0:0"),
            (SnapshotInterval.Monthly, "0:0:29"), (SnapshotInterval.Monthly, "0:0:0"), (SnapshotInterval.Monthly, "000:0:1"),
        })
        {
            Assert.That(() => SnapshotSchedule.Parse(interval, text), Throws.TypeOf<CloudStackException>().With.Message.Contain("schedule"), $"{interval} {text}");
        }
        Assert.That(SnapshotSchedule.Parse(SnapshotInterval.Weekly, "05:07:7"), Is.EqualTo(new SnapshotSchedule(SnapshotInterval.Weekly, 5, 7, 7)));
    }

    [Test]
    public void Unknown_time_zones_are_refused()
    {
        foreach (var name in new[] { "Mars/Base", "", "GMT+25", "GMT+5:99" })
        {
            Assert.That(() => SnapshotTimeZones.Find(name), Throws.TypeOf<CloudStackException>().With.Message.Contain("timezone"));
        }
        Assert.That(SnapshotTimeZones.Find("GMT-3:30").BaseUtcOffset, Is.EqualTo(new TimeSpan(-3, -30, 0)));
    }

    [TestCase("Daily", "30:02", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z", TestName = "A_time_that_the_clock_skips_comes_behind_the_jump")]
    [TestCase("Daily", "30:02", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", TestName = "Of_a_time_that_comes_twice_the_first_counts")]
    [TestCase("Daily", "30:02", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z", TestName = "The_second_of_them_does_not_count")]
    [TestCase("Hourly", "30", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", TestName = "An_hour_that_comes_twice_has_two_runs")]
    [TestCase("Weekly", "00:06:1", "UTC", "2026-01-15T12:00:00Z", "2026-01-18T06:00:00Z", TestName = "Day_1_of_the_week_is_Sunday")]
    [TestCase("Monthly", "15:23:28", "GMT+5:30", "2026-02-28T17:45:00Z", "2026-03-28T17:45:00Z", TestName = "A_month_follows_a_month")]
    public void The_next_run_is_where_the_schedule_says(string interval, string schedule, string zone, string after, string expected)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var next = SnapshotSchedule.Parse(Enum.Parse<SnapshotInterval>(interval), schedule).NextAfter(DateTimeOffset.Parse(after, culture), SnapshotTimeZones.Find(zone));
        Assert.That(next, Is.EqualTo(DateTimeOffset.Parse(expected, culture)));
    }

    [TestCaseSource(nameof(Zones))]
    public void After_any_instant_the_next_run_is_later_and_none_is_left_out(string zoneName)
    {
        var random = new Random(17);
        var zone = SnapshotTimeZones.Find(zoneName);
        var epoch = new DateTimeOffset(2009, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 1500; i++)
        {
            var interval = (SnapshotInterval)random.Next(4);
            var schedule = new SnapshotSchedule(interval, random.Next(60), interval == SnapshotInterval.Hourly ? 0 : random.Next(24),
                interval == SnapshotInterval.Weekly ? 1 + random.Next(7) : interval == SnapshotInterval.Monthly ? 1 + random.Next(28) : 0);
            var instant = epoch.AddSeconds(random.NextInt64((long)TimeSpan.FromDays(365 * 20).TotalSeconds));

            var next = schedule.NextAfter(instant, zone);

            var what = $"{schedule} in {zoneName} after {instant:O} gave {next:O}";
            Assert.That(next, Is.GreaterThan(instant), what);
            Assert.That(next - instant, Is.LessThanOrEqualTo(schedule.Longest), what);
            // From any instant in between, the same run is next.
            foreach (var share in new[] { 0.01, 0.5, 0.99 })
            {
                var between = instant + TimeSpan.FromTicks((long)((next - instant).Ticks * share));
                Assert.That(schedule.NextAfter(between, zone), Is.EqualTo(next), what);
            }
            var local = TimeZoneInfo.ConvertTime(next, zone);
            var skips = zone.GetUtcOffset(next.AddDays(-1)) != zone.GetUtcOffset(next.AddDays(1));
            Assert.That(skips || (local.Minute == schedule.Minute && (interval == SnapshotInterval.Hourly || local.Hour == schedule.Hour)), Is.True, what);
            Assert.That(skips || interval != SnapshotInterval.Weekly || (int)local.DayOfWeek + 1 == schedule.Day, Is.True, what);
            Assert.That(skips || interval != SnapshotInterval.Monthly || local.Day == schedule.Day, Is.True, what);
        }
    }
}
