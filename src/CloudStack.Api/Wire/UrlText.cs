using System.Buffers;
using System.Text;

namespace CloudStack.Api.Wire;

/// <summary>Form encoding as 4.1 does it: letters, digits and <c>. - * _</c> stay, a space is <c>%20</c>.</summary>
internal static class UrlText
{
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-*_"u8);

    public static void Encode(ByteBuffer target, string text, bool lowerCase)
    {
        Span<byte> utf8 = stackalloc byte[256];
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            // Pieces of whole characters, so that no surrogate pair is torn.
            var piece = rest.Length <= 64 ? rest : rest[..(char.IsHighSurrogate(rest[63]) ? 63 : 64)];
            rest = rest[piece.Length..];
            foreach (var value in utf8[..Encoding.UTF8.GetBytes(piece, utf8)])
            {
                Append(target, value, lowerCase);
            }
        }
    }

    public static string Encode(string text)
    {
        var buffer = ByteBuffer.TakeScratch();
        Encode(buffer, text, lowerCase: false);
        return Encoding.ASCII.GetString(buffer.Written);
    }

    /// <summary>Undoes it. A percent sign that begins no code stands for itself; what is no UTF-8 becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '+') < 0)
        {
            return text.ToString();
        }
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = 0;
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '+')
                {
                    bytes[length++] = (byte)' ';
                }
                else if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
                {
                    bytes[length++] = (byte)((Digit(text[i + 1]) << 4) | Digit(text[i + 2]));
                    i += 2;
                }
                else
                {
                    var run = text[i..];
                    var end = run[1..].IndexOfAny('%', '+');
                    run = end < 0 ? run : run[..(end + 1)];
                    length += Encoding.UTF8.GetBytes(run, bytes.AsSpan(length));
                    i += run.Length - 1;
                }
            }
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        finally
        {
            // It may have held a password.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private static void Append(ByteBuffer target, byte value, bool lowerCase)
    {
        if (Unreserved.Contains(value))
        {
            target.Write(lowerCase && value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value);
            return;
        }
        var digits = lowerCase ? "0123456789abcdef"u8 : "0123456789ABCDEF"u8;
        target.Write((byte)'%');
        target.Write(digits[value >> 4]);
        target.Write(digits[value & 15]);
    }

    private static int Digit(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
