using System.Text;
using System.Xml;

namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>Makes any text fit for XML, which cannot hold most control characters.</summary>
internal static class XmlText
{
    /// <summary>The text with what XML cannot hold replaced by a question mark in a box.</summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append('\uFFFD');
        }
        return clean.ToString();
    }

    /// <summary>The same on one line.</summary>
    public static string OneLine(string text) => Clean(text.ReplaceLineEndings(" ").Replace('\n', ' ').Replace('\r', ' '));

    /// <summary>Whether XML can hold the text as it is.</summary>
    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                continue;
            if (i + 1 >= text.Length || !XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                return false;
            i++;
        }
        return true;
    }
}
