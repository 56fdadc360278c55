using System.Reflection;
using System.Text.RegularExpressions;
using CloudStack.Engine.Tests.Defaults;

namespace CloudStack.Engine.Tests.Settings;

public sealed partial class SettingCatalogTests
{
    [Test]
    public void Every_property_is_a_setting_with_a_name_of_its_own_and_a_description()
    {
        var properties = typeof(CloudSettings).GetProperties();
        Assert.Multiple(() =>
        {
            Assert.That(properties.Where(property => property.GetCustomAttribute<SettingAttribute>() is null), Is.Empty);
            Assert.That(SettingCatalog.All.Select(setting => setting.Name), Is.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
            Assert.That(SettingCatalog.All.Select(setting => setting.Description), Is.All.Length.InRange(10, 150).And.All.EndsWith("."));
            Assert.That(SettingCatalog.All, Has.Count.EqualTo(properties.Length).And.Count.GreaterThanOrEqualTo(272 + 2));
        });
    }

    [Test]
    public void Every_default_is_a_value_that_could_be_set()
    {
        var refused = SettingCatalog.All.Where(setting => setting.WhatItTakesInsteadOf(setting.Default, _ => true) is not null);
        Assert.That(refused.Select(setting => setting.Name), Is.Empty);
    }

    [Test]
    public void A_number_that_tells_how_often_or_how_long_names_its_unit()
    {
        var silent = SettingCatalog.All.Where(setting => setting.Type == typeof(int) || setting.Type == typeof(long))
            .Where(setting => setting.Name.EndsWith("interval", StringComparison.Ordinal) || setting.Name.EndsWith("wait", StringComparison.Ordinal))
            .Where(setting => !UnitOfTime().IsMatch(setting.Description));
        Assert.That(silent.Select(setting => setting.Name), Is.Empty);
    }

    [Test]
    public void The_settings_are_those_of_the_reference()
    {
        if (Reference.Read("configuration.json") is not { } reference)
        {
            Assert.That(SettingCatalog.Find("cpu.overprovisioning.factor")?.Default, Is.EqualTo("1"));
            return;
        }
        var expected = reference["parameters"]!.AsArray().Select(parameter => new
        {
            Name = parameter.Text("name")!,
            Category = parameter.Text("category"),
            Component = parameter.Text("component"),
            Default = parameter.Text("default"),
            IsSecret = parameter?["encryptedAtRest"] is not null,
        }).ToList();
        var extra = reference["keysReadByCodeButNeverSeeded"]!.AsArray().Select(key => key.Text("name")!)
            .Concat(SettingCatalog.All.Select(setting => setting.Name).Where(name => name.StartsWith("ldap.", StringComparison.Ordinal)))
            .Concat(["placement.host.allocators", "placement.log.hours", "placement.plugin.milliseconds", "placement.pool.allocators", "placement.weights", "vm.graceful.stop.seconds"]).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(expected, Has.Count.EqualTo(272));
            Assert.That(SettingCatalog.All.Select(setting => setting.Name).Except(extra),
                Is.EquivalentTo(expected.Select(parameter => parameter.Name)));
            foreach (var parameter in expected)
            {
                var setting = SettingCatalog.Find(parameter.Name)!;
                Assert.That((setting.Category, setting.Component, setting.Default, setting.IsSecret),
                    Is.EqualTo((parameter.Category, parameter.Component, parameter.Default, parameter.IsSecret)), setting.Name);
            }
        });
    }

    [Test]
    public void Ranges_are_those_of_the_reference_where_they_can_be_checked()
    {
        if (Reference.Read("configuration.json") is not { } reference)
        {
            Assert.That(SettingCatalog.Find("vmware.percluster.host.max")?.Range, Is.EqualTo("1-8"));
            return;
        }
        // 4.1 has two texts in place of number ranges, which make it refuse every value.
        string[] notRanges = ["Seconds", "-1 means try forever"];
        Assert.Multiple(() =>
        {
            foreach (var parameter in reference["parameters"]!.AsArray())
            {
                var setting = SettingCatalog.Find(parameter.Text("name")!)!;
                var range = setting.Type == typeof(bool) || notRanges.Contains(parameter.Text("range")) ? null : parameter.Text("range");
                Assert.That(setting.Range, Is.EqualTo(range), setting.Name);
                Assert.That(setting.MustBePositive, Is.EqualTo(parameter?["mustBePositive"] is not null), setting.Name);
            }
        });
    }

    [GeneratedRegex("seconds|minutes|days", RegexOptions.IgnoreCase)]
    private static partial Regex UnitOfTime();
}
