using System.Security.Cryptography;
using System.Text;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Encrypts secret columns with AES-GCM under the database's own key. That key stands in the database, itself encrypted under the host's key, so that
/// the host's key can be changed without touching the secrets.
/// </summary>
internal sealed class SecretBox(KeySource keys) : ISecretProtector
{
    private const string KeySetting = "database.key";
    private const string Prefix = "v1:";
    private byte[]? _key;

    /// <summary>Opens the database's key, or makes one for a new database.</summary>
    /// <exception cref="InvalidOperationException">The host's key is not the one that the database was made with.</exception>
    public async Task OpenAsync(Database database, CancellationToken ct)
    {
        var stored = await database.ReadAsync(db => db.Settings.Where(row => row.Name == KeySetting).Select(row => row.Value).FirstOrDefaultAsync(ct), ct);
        var master = keys.Read(database, isNew: stored is null);
        if (stored is null)
        {
            var fresh = RandomNumberGenerator.GetBytes(32);
            var wrapped = Encrypt(master, fresh);
            stored = await database.WriteAsync(async db =>
            {
                // Another server may have been first; then its key counts.
                var existing = await db.Settings.Where(row => row.Name == KeySetting).Select(row => row.Value).FirstOrDefaultAsync();
                if (existing is null)
                {
                    await db.InsertAsync(new SettingRow { Name = KeySetting, Value = wrapped });
                }
                return existing ?? wrapped;
            }, ct);
        }
        try
        {
            _key = Decrypt(master, stored);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException(
                $"The key does not fit {database.Name}: give the key that it was made with ({keys.Describe(database)}).", exception);
        }
    }

    public string Protect(string plain) => Encrypt(Key, Encoding.UTF8.GetBytes(plain));

    public string Unprotect(string stored) => Encoding.UTF8.GetString(Decrypt(Key, stored));

    private byte[] Key => _key ?? throw new InvalidOperationException("The cloud has not been started.");

    private static string Encrypt(byte[] key, byte[] plain)
    {
        var buffer = new byte[12 + plain.Length + 16];
        var nonce = buffer.AsSpan(0, 12);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(nonce, plain, buffer.AsSpan(12, plain.Length), buffer.AsSpan(12 + plain.Length));
        return Prefix + Convert.ToBase64String(buffer);
    }

    private static byte[] Decrypt(byte[] key, string stored)
    {
        if (!stored.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new CryptographicException("This is no encrypted value of this product.");
        }
        var buffer = Convert.FromBase64String(stored[Prefix.Length..]);
        var plain = new byte[buffer.Length - 28];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(buffer.AsSpan(0, 12), buffer.AsSpan(12, plain.Length), buffer.AsSpan(12 + plain.Length), plain);
        return plain;
    }
}
