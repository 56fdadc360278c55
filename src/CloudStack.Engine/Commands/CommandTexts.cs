using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CloudStack.Engine;

/// <summary>What commands, parameters and fields mean, in the words of their documentation, which is a resource of this assembly.</summary>
internal sealed partial class CommandTexts
{
    private readonly Lazy<Dictionary<string, XElement>> _members = new(Load);

    public string? Of(Type type) => Text(Member($"T:{type.FullName}")?.Element("summary"));

    /// <summary>A property's summary; for one of the record's constructor, the constructor parameter's; for one of an interface, the interface's.</summary>
    public string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return Text(Member($"P:{type.FullName}.{property.Name}")?.Element("summary"))
            ?? Text(Member($"T:{type.FullName}")?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == property.Name))
            ?? type.GetInterfaces().Select(face => Text(Member($"P:{(face.IsGenericType ? face.GetGenericTypeDefinition() : face).FullName}.{property.Name}")?.Element("summary")))
                .FirstOrDefault(text => text is not null);
    }

    private XElement? Member(string name) => _members.Value.GetValueOrDefault(name);

    private static Dictionary<string, XElement> Load()
    {
        using var stream = typeof(CommandTexts).Assembly.GetManifestResourceStream("CloudStack.Core.xml");
        return stream is null ? [] : XDocument.Load(stream).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!);
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }
        var words = string.Concat(element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "paramref" } link => LastName().Match((string?)link.FirstAttribute ?? "").Value.ToLowerInvariant(),
            XElement other => other.Value,
            _ => "",
        }));
        return Spaces().Replace(words, " ").Trim() is { Length: > 0 } found ? found : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[A-Za-z0-9]+$")]
    private static partial Regex LastName();
}
