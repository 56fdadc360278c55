using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Passwords and SSH keys of guests. They reach the guest at its next start.</summary>
internal sealed class VmPasswords(ISecretProtector secrets)
{
    /// <summary>Gives a stopped VM a new password, a new key pair, or both.</summary>
    /// <exception cref="CloudStackException">It is not stopped (431).</exception>
    public async Task SetAsync(Db db, VirtualMachineRow vm, string? password, string? keyPair)
    {
        var update = db.Change<VirtualMachineRow>(vm.Id)
            .When(row => row.State, VirtualMachineState.Stopped)
            .Set(row => row.UpdateParameters, true)
            .Add(row => row.Version, 1);
        if (password is not null)
        {
            var stored = secrets.Protect(password);
            update = update.Set(row => row.Password, stored);
        }
        if (keyPair is not null)
        {
            update = update.Set(row => row.KeyPair, keyPair);
        }
        await update.MoveAsync(db, vm.Id, "given a new password or key");
    }

    /// <summary>Encrypts with an OpenSSH RSA public key, as 4.1 does (PKCS #1), in base64.</summary>
    public static string EncryptFor(string publicKey, string password)
    {
        var parts = publicKey.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || parts[0] != "ssh-rsa")
        {
            throw CloudStackException.Invalid("The password can only be told to the holder of an RSA key, and this key pair is of another kind.");
        }
        var blob = Convert.FromBase64String(parts[1]).AsSpan();
        _ = Next(ref blob);
        var (exponent, modulus) = (Next(ref blob).ToArray(), Next(ref blob).TrimStart((byte)0).ToArray());
        using var rsa = RSA.Create(new RSAParameters { Exponent = exponent, Modulus = modulus });
        return Convert.ToBase64String(rsa.Encrypt(Encoding.UTF8.GetBytes(password), RSAEncryptionPadding.Pkcs1));
    }

    /// <summary>The next length-prefixed field of an SSH key.</summary>
    private static ReadOnlySpan<byte> Next(ref Span<byte> blob)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(blob);
        var field = blob.Slice(4, length);
        blob = blob[(4 + length)..];
        return field;
    }
}
