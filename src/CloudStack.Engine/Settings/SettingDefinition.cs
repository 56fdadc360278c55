using System.Globalization;
using System.Reflection;

namespace CloudStack.Engine;

/// <summary>What is known of one setting, whatever its value.</summary>
internal sealed class SettingDefinition
{
    /// <summary>A <see cref="Range"/>: names of hypervisors, separated by commas.</summary>
    public const string HypervisorList = "hypervisorList";

    /// <summary>A <see cref="Range"/>: a text without hyphen, space and plus sign, which separate the parts of a VM's internal name.</summary>
    public const string InstanceName = "instanceName";

    private static readonly CloudSettings Defaults = new();

    private readonly PropertyInfo _property;
    private readonly SettingAttribute _attribute;

    public SettingDefinition(PropertyInfo property)
    {
        _property = property;
        _attribute = property.GetCustomAttribute<SettingAttribute>(false)!;
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
    }

    public string Name => _attribute.Name;
    public string Description => _attribute.Description;
    public string Category => _attribute.Category;
    public string Component => _attribute.Component;
    public string? Range => _attribute.Range;
    public bool MustBePositive => _attribute.MustBePositive;

    /// <summary>The value where nobody has set one, as text.</summary>
    public string? Default => Format(_property.GetValue(Defaults));

    /// <summary>bool, int, long, double or string.</summary>
    public Type Type { get; }

    /// <summary>Whether the value is hidden from clients and encrypted in the database.</summary>
    public bool IsSecret => Category is SettingCategory.Hidden or SettingCategory.Secure;

    /// <summary>Puts a stored value into a snapshot; false when it does not fit the type, and the default stays.</summary>
    public bool TryApply(CloudSettings settings, string? text)
    {
        if (text is null)
        {
            if (!_property.PropertyType.IsValueType || Nullable.GetUnderlyingType(_property.PropertyType) is not null)
            {
                _property.SetValue(settings, null);
            }
            return true;
        }
        if (Parse(text) is not { } value)
        {
            return false;
        }
        _property.SetValue(settings, value);
        return true;
    }

    /// <summary>Why a value cannot be used: what the setting takes instead. Null when it can.</summary>
    public string? WhatItTakesInsteadOf(string? text, Func<string, bool> isHypervisor)
    {
        if (text is null)
        {
            return _property.PropertyType == typeof(bool) ? "true or false, and cannot be empty" : null;
        }
        return Parse(text) switch
        {
            null when Type == typeof(bool) => "true or false",
            null => DescribeNumber(),
            string => CheckText(text, isHypervisor),
            bool => null,
            var number => CheckNumber(Convert.ToDouble(number, CultureInfo.InvariantCulture)),
        };
    }

    private object? Parse(string text)
    {
        if (Type == typeof(bool))
        {
            return text switch { "true" => true, "false" => false, _ => null };
        }
        if (Type == typeof(int))
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        if (Type == typeof(long))
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        if (Type == typeof(double))
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
        }
        return text;
    }

    private string? CheckNumber(double number)
    {
        var (least, most) = Bounds();
        return number < least || number > most ? DescribeNumber() : null;
    }

    private (double Least, double Most) Bounds()
    {
        var least = MustBePositive ? 1 : double.NegativeInfinity;
        if (Range is null)
        {
            return (least, double.PositiveInfinity);
        }
        var bounds = Range.Split('-');
        return (double.Parse(bounds[0], CultureInfo.InvariantCulture), double.Parse(bounds[1], CultureInfo.InvariantCulture));
    }

    private string DescribeNumber()
    {
        var kind = Type == typeof(double) ? "a number" : "a whole number";
        var (least, most) = Bounds();
        if (double.IsFinite(most))
        {
            return FormattableString.Invariant($"{kind} from {least} to {most}");
        }
        return double.IsFinite(least) ? FormattableString.Invariant($"{kind} of {least} or more") : kind;
    }

    private string? CheckText(string text, Func<string, bool> isHypervisor) => Range switch
    {
        null => null,
        HypervisorList => text.Split(',').All(name => isHypervisor(name.Trim()))
            ? null
            : "names of hypervisors that this cloud knows, separated by commas",
        InstanceName => text.IndexOfAny(['-', ' ', '+']) < 0 ? null : "a text without hyphen, space and plus sign",
        _ => Range.Split(',').Contains(text, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"one of {Range.Replace(",", ", ", StringComparison.Ordinal)}",
    };

    private static string? Format(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
