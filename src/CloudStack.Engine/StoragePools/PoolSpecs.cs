using CloudStack.Drivers;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Pools as drivers see them.</summary>
internal static class PoolSpecs
{
    public static PoolSpec Of(StoragePoolRow pool, ISecretProtector secrets) => new()
    {
        Id = new StoragePoolId(pool.Uuid),
        Type = pool.Type,
        Host = pool.Host,
        Port = pool.Port == 0 ? null : pool.Port,
        Path = pool.Path,
        UserInfo = pool.UserInfo is null ? null : secrets.Unprotect(pool.UserInfo),
    };
}
