using LinqToDB;
using LinqToDB.Async;
namespace CloudStack.Engine;
internal static class CloudDefaults { public static Task SeedAsync(Persistence.Database d, TimeProvider t, IIdSource ids, string? pw, CancellationToken ct) => d.WriteAsync(async db => {
 if (await db.Domains.AnyAsync()) return;
 await db.InsertRowAsync(new DomainRow{Uuid=ids.NewGuid(),Name="ROOT",Path="/",Created=t.GetUtcNow(),OwnerAccountId=2});
 await db.InsertRowAsync(new AccountRow{Uuid=ids.NewGuid(),Name="system",DomainId=1,Type=AccountType.Admin,State=AccountState.Enabled,Created=t.GetUtcNow()});
 await db.InsertRowAsync(new AccountRow{Uuid=ids.NewGuid(),Name="admin",DomainId=1,Type=AccountType.Admin,State=AccountState.Enabled,Created=t.GetUtcNow()});
 await db.InsertRowAsync(new UserRow{Uuid=ids.NewGuid(),UserName="system",AccountId=1,State=AccountState.Enabled,Created=t.GetUtcNow()});
 await db.InsertRowAsync(new UserRow{Uuid=ids.NewGuid(),UserName="admin",AccountId=2,State=AccountState.Enabled,Created=t.GetUtcNow()});
}, ct); }
