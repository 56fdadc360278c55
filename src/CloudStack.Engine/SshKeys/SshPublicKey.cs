using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Engine;

/// <summary>A public key in OpenSSH's one-line format: type and blob, without the comment.</summary>
internal sealed record SshPublicKey(string Type, byte[] Blob)
{
    private static readonly string[] Types = ["ssh-rsa", "ssh-dss", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"];

    /// <summary>MD5 of the blob in pairs of hexadecimal digits with colons, as 4.1 and <c>ssh-keygen -l -E md5</c> show it.</summary>
    public string Fingerprint
    {
        get
        {
#pragma warning disable CA5351 // Not a protection: clients compare it with what their own tools print.
            return string.Join(':', MD5.HashData(Blob).Select(part => part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
#pragma warning restore CA5351
        }
    }

    public override string ToString() => $"{Type} {Convert.ToBase64String(Blob)}";

    public static SshPublicKey Of(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        using var blob = new MemoryStream();
        Write(blob, "ssh-rsa"u8);
        Write(blob, Positive(parameters.Exponent!));
        Write(blob, Positive(parameters.Modulus!));
        return new("ssh-rsa", blob.ToArray());
    }

    /// <summary>Reads a line of an <c>authorized_keys</c> file; as in 4.1 the whole line may be in base64.</summary>
    /// <exception cref="CloudStackException">It is none (431).</exception>
    public static SshPublicKey Parse(string text)
    {
        var line = text.Trim();
        if (!line.Contains(' ', StringComparison.Ordinal) && Decode(line) is { } whole)
        {
            line = Encoding.UTF8.GetString(whole).Trim();
        }
        var parts = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length >= 2 && Types.Contains(parts[0]) && Decode(parts[1]) is { Length: > 4 } blob && Names(blob, parts[0]))
        {
            return new(parts[0], blob);
        }
        throw CloudStackException.Invalid($"publickey is no SSH public key: give the line of the .pub file, which begins with one of {string.Join(", ", Types)}.");
    }

    /// <summary>The blob begins with the type again, and is made of whole fields.</summary>
    private static bool Names(byte[] blob, string type)
    {
        var fields = 0;
        for (var at = 0; at < blob.Length; fields++)
        {
            if (blob.Length - at < 4)
            {
                return false;
            }
            var length = BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(at));
            at += 4;
            if (length > blob.Length - at || (fields == 0 && Encoding.ASCII.GetString(blob, at, (int)length) != type))
            {
                return false;
            }
            at += (int)length;
        }
        return fields >= 2;
    }

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }

    private static void Write(MemoryStream blob, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        blob.Write(length);
        blob.Write(field);
    }

    /// <summary>A number whose first bit is set would count as negative.</summary>
    private static byte[] Positive(byte[] number) => (number[0] & 0x80) == 0 ? number : [0, .. number];
}
