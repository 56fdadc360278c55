using System.Buffers;
using System.Globalization;

namespace CloudStack.Api.Wire;

/// <summary>Text inside XML.</summary>
internal static class XmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        ['&', '<', '>', '"', '\'', '\uFFFE', '\uFFFF', .. Enumerable.Range(0, 32).Where(code => code is not (9 or 10 or 13)).Select(code => (char)code)]);

    /// <summary>Escapes the five characters of XML, and puts U+FFFD for what XML cannot hold.</summary>
    public static void Write(ByteBuffer buffer, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Special);
            buffer.Write(plain < 0 ? text : text[..plain]);
            if (plain < 0)
            {
                return;
            }
            buffer.Write(text[plain] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\'' => "&apos;"u8,
                _ => "\uFFFD"u8,
            });
            text = text[(plain + 1)..];
        }
    }

    /// <summary>The same in ASCII: everything else as a number.</summary>
    public static void WriteAscii(ByteBuffer buffer, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                Write(buffer, [(char)rune.Value]);
            }
            else
            {
                buffer.Write(string.Create(CultureInfo.InvariantCulture, $"&#{rune.Value};"));
            }
        }
    }
}
