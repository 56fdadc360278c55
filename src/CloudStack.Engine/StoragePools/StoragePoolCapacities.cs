using CloudStack.Engine.Persistence;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>What volumes and templates hold of storage pools; claims are conditional updates as with <see cref="HostCapacities"/>.</summary>
internal sealed class StoragePoolCapacities
{
    private const string Claim =
        "update storage_pool_capacity set allocated_bytes = allocated_bytes + @bytes where pool_id = @pool "
        + "and allocated_bytes + @bytes <= total_bytes * @factor * @threshold";

    private const string Release =
        "update storage_pool_capacity set allocated_bytes = case when allocated_bytes > @bytes then allocated_bytes - @bytes else 0 end where pool_id = @pool";

    /// <summary>Takes bytes of a pool if they fit.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="factor">How many times its size the pool may give out; see <see cref="FactorFor"/>.</param>
    /// <param name="threshold">Share of that up to which it may be filled.</param>
    /// <returns>False when they do not fit; nothing is changed then.</returns>
    public async Task<bool> TryClaimAsync(Db db, long poolId, long bytes, double factor, double threshold) =>
        await db.ExecuteAsync(Claim, ClaimParameters(poolId, bytes, factor, threshold)) == 1;

    /// <summary>The same at the very end of the transaction, which is undone with <see cref="ClaimLostException"/> when they do not fit.</summary>
    public void ClaimAtCommit(Db db, long poolId, long bytes, double factor, double threshold) =>
        db.AtCommit(Claim, 1, ClaimParameters(poolId, bytes, factor, threshold));

    private static DataParameter[] ClaimParameters(long poolId, long bytes, double factor, double threshold) =>
    [
        DataParameter.Int64("pool", poolId), DataParameter.Int64("bytes", bytes), DataParameter.Double("factor", factor), DataParameter.Double("threshold", threshold),
    ];

    /// <summary>Gives bytes back.</summary>
    public Task ReleaseAsync(Db db, long poolId, long bytes) =>
        db.SendAsync(Release, DataParameter.Int64("pool", poolId), DataParameter.Int64("bytes", bytes));

    /// <summary>Only NFS pools give out more than they have.</summary>
    public static double FactorFor(string poolType, CloudSettings settings) =>
        poolType == Drivers.PoolTypes.NetworkFilesystem ? settings.StorageOverprovisioningFactor : 1.0;
}
