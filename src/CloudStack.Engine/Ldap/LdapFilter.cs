using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace CloudStack.Engine;

/// <summary>LDAP search filters: text (RFC 4515) to what goes over the wire (RFC 4511).</summary>
internal static class LdapFilter
{
    private const int DeepestNesting = 32;

    /// <summary>A value as it can stand in a filter without meaning anything else.</summary>
    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            if (letter is '*' or '(' or ')' or '\\' or '\0')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{(int)letter:x2}");
            }
            else
            {
                text.Append(letter);
            }
        }
        return text.ToString();
    }

    /// <summary>Puts a user's values into a filter: <c>%u</c>, <c>%n</c>, <c>%e</c>.</summary>
    public static string Fill(string filter, string userName, string name, string email)
    {
        var text = new StringBuilder(filter.Length + userName.Length);
        for (var i = 0; i < filter.Length; i++)
        {
            var value = filter[i] == '%' && i + 1 < filter.Length ? filter[i + 1] switch { 'u' => userName, 'n' => name, 'e' => email, _ => null } : null;
            text.Append(value is null ? filter[i] : Escape(value));
            i += value is null ? 0 : 1;
        }
        return text.ToString();
    }

    /// <exception cref="FormatException">The text is no filter.</exception>
    public static void Write(AsnWriter writer, string filter)
    {
        var text = filter.Trim();
        var position = 0;
        if (!text.StartsWith('('))
        {
            text = $"({text})";
        }
        Write(writer, text, ref position, 0);
        if (position != text.Length)
        {
            throw new FormatException($"there is something after its end, from '{text[position..]}'");
        }
    }

    private static void Write(AsnWriter writer, string text, ref int position, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new FormatException("its parentheses are nested too deep");
        }
        Expect(text, ref position, '(');
        switch (position < text.Length ? text[position] : '\0')
        {
            case '&' or '|':
                using (writer.PushSequence(Tag(text[position++] == '&' ? 0 : 1)))
                {
                    while (position < text.Length && text[position] == '(')
                    {
                        Write(writer, text, ref position, depth + 1);
                    }
                }
                break;
            case '!':
                position++;
                using (writer.PushSequence(Tag(2)))
                {
                    Write(writer, text, ref position, depth + 1);
                }
                break;
            default:
                var end = text.IndexOfAny(['(', ')'], position);
                WriteItem(writer, end < 0 ? text[position..] : text[position..end]);
                position = end < 0 ? text.Length : end;
                break;
        }
        Expect(text, ref position, ')');
    }

    private static void WriteItem(AsnWriter writer, string item)
    {
        var equals = item.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            throw new FormatException($"'{item}' compares nothing");
        }
        var (left, value) = (item[..equals], item[(equals + 1)..]);
        switch (left[^1])
        {
            case '>':
                WriteAssertion(writer, 5, left[..^1], value);
                break;
            case '<':
                WriteAssertion(writer, 6, left[..^1], value);
                break;
            case '~':
                WriteAssertion(writer, 8, left[..^1], value);
                break;
            case ':':
                WriteExtensible(writer, left[..^1].Split(':'), value);
                break;
            default:
                if (value == "*")
                {
                    writer.WriteOctetString(Encoding.UTF8.GetBytes(left), Tag(7));
                }
                else if (value.Contains('*', StringComparison.Ordinal))
                {
                    WriteSubstrings(writer, left, value.Split('*'));
                }
                else
                {
                    WriteAssertion(writer, 3, left, value);
                }
                break;
        }
    }

    private static void WriteAssertion(AsnWriter writer, int kind, string attribute, string value)
    {
        using (writer.PushSequence(Tag(kind)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
            writer.WriteOctetString(Unescape(value));
        }
    }

    private static void WriteSubstrings(AsnWriter writer, string attribute, string[] parts)
    {
        using (writer.PushSequence(Tag(4)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
            using (writer.PushSequence())
            {
                foreach (var (index, part) in parts.Index().Where(pair => pair.Item.Length > 0))
                {
                    writer.WriteOctetString(Unescape(part), Tag(index == 0 ? 0 : index == parts.Length - 1 ? 2 : 1));
                }
            }
        }
    }

    /// <summary>An attribute, <c>dn</c> and a matching rule, each of which may be missing.</summary>
    private static void WriteExtensible(AsnWriter writer, string[] left, string value)
    {
        var isDn = left.Skip(1).Any(part => part.Equals("dn", StringComparison.OrdinalIgnoreCase));
        using (writer.PushSequence(Tag(9)))
        {
            if (left.Skip(1).FirstOrDefault(part => !part.Equals("dn", StringComparison.OrdinalIgnoreCase)) is { } rule)
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(rule), Tag(1));
            }
            if (left[0].Length > 0)
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(left[0]), Tag(2));
            }
            writer.WriteOctetString(Unescape(value), Tag(3));
            if (isDn)
            {
                writer.WriteBoolean(true, Tag(4));
            }
        }
    }

    private static byte[] Unescape(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        using var result = new MemoryStream(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\\')
            {
                result.WriteByte(bytes[i]);
            }
            else if (i + 2 < bytes.Length && byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                result.WriteByte(code);
                i += 2;
            }
            else
            {
                throw new FormatException($"'{value}' has a backslash without two hexadecimal digits");
            }
        }
        return result.ToArray();
    }

    private static void Expect(string text, ref int position, char letter)
    {
        if (position >= text.Length || text[position] != letter)
        {
            throw new FormatException($"a '{letter}' is missing at '{text[Math.Min(position, text.Length)..]}'");
        }
        position++;
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number);
}
