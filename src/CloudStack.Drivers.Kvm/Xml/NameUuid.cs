using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>
/// The UUID that a domain gets from its name, as in 4.1. It finds the domain whatever its name looks like, and tells the cloud's domains from others:
/// a domain whose UUID does not follow from its name is not ours.
/// </summary>
internal static class NameUuid
{
    /// <summary>The version 3 UUID, without a name space, of the name in UTF-8.</summary>
    public static Guid Of(string name)
    {
        // MD5 is what version 3 UUIDs are made of; nothing secret depends on it.
        var hash = MD5.HashData(Encoding.UTF8.GetBytes(name));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x30);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
