namespace CloudStack.Engine.Tests.Persistence;

/// <summary>Queries that differ only in their values share one compiled query; every other difference makes another one.</summary>
public sealed class QueryShapeTests
{
    private TestCloud _cloud = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _cloud = await TestCloud.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _cloud.DisposeAsync();

    [Test]
    public Task Other_values_have_the_same_shape() => AssertAsync(db => Named(db, "a"), db => Named(db, "b"), same: true);

    [Test]
    public Task A_null_has_another_shape() => AssertAsync(db => Named(db, "a"), db => Named(db, null), same: false);

    [Test]
    public Task A_truth_value_is_part_of_the_shape() => AssertAsync(db => Default(db, true), db => Default(db, false), same: false);

    [Test]
    public Task A_condition_more_has_another_shape() => AssertAsync(db => Named(db, "a"), db => Named(db, "a").Where(row => row.IsSystem), same: false);

    [Test]
    public Task Another_column_has_another_shape() =>
        AssertAsync(db => db.ServiceOfferings.Where(row => row.Cpus == 1), db => db.ServiceOfferings.Where(row => row.CpuMhz == 1), same: false);

    [Test]
    public Task A_constant_is_part_of_the_shape() =>
        AssertAsync(db => db.ServiceOfferings.Where(row => row.Cpus == 1), db => db.ServiceOfferings.Where(row => row.Cpus == 2), same: false);

    [Test]
    public Task A_value_in_a_sort_key_is_part_of_the_shape() => AssertAsync(db => Sorted(db, 1), db => Sorted(db, -1), same: false);

    [Test]
    public Task A_query_within_the_query_is_looked_into() => AssertAsync(db => Within(db, Named(db, "a")), db => Within(db, Named(db, "b")), same: true);

    [Test]
    public Task Other_queries_within_the_query_have_another_shape() => AssertAsync(db => Within(db, Named(db, "a")), db => Within(db, Default(db, true)), same: false);

    [Test]
    public async Task A_list_of_values_does_not_fit_a_shape_and_is_run_as_it_is()
    {
        var names = new[] { "Small Instance", "Medium Instance" };
        await _cloud.Database.ReadAsync(async db =>
        {
            var query = db.ServiceOfferings.Where(row => names.Contains(row.Name));
            var visitor = new QueryShapeVisitor(null, null);
            visitor.Visit(query.Expression);
            var shaped = new ShapedQuery<ServiceOfferingRow>(query);
            Assert.That((visitor.IsUnfit, await shaped.CountAsync(default), (await shaped.ToListAsync(1, 1, default)).Count), Is.EqualTo((true, 2, 1)));
            return true;
        });
    }

    [TestCase("Small Instance", 1)]
    [TestCase("Medium Instance", 1)]
    [TestCase("none", 0)]
    public Task Each_value_finds_its_own(string name, int count) => _cloud.Database.ReadAsync(async db =>
    {
        var query = new ShapedQuery<ServiceOfferingRow>(Named(db, name));
        Assert.That((await query.CountAsync(default), (await query.ToListAsync(default)).Count(row => row.Name == name)), Is.EqualTo((count, count)));
        return true;
    });

    [TestCase(1)]
    [TestCase(-1)]
    public Task Sort_keys_are_worked_out_with_their_values(int sign) => _cloud.Database.ReadAsync(async db =>
    {
        var cpus = (await new ShapedQuery<ServiceOfferingRow>(Sorted(db, sign)).ToListAsync(default)).ConvertAll(row => row.CpuMhz * sign);
        Assert.That(cpus, Is.Ordered);
        return true;
    });

    [Test]
    public Task Parts_follow_each_other() => _cloud.Database.ReadAsync(async db =>
    {
        var query = new ShapedQuery<GuestOsRow>(db.GuestOsTypes.OrderBy(row => row.Id));
        var all = (await query.ToListAsync(default)).ConvertAll(row => row.Id);
        var (first, second, behind) = (await query.ToListAsync(0, 3, default), await query.ToListAsync(3, 3, default), await query.ToListAsync(100_000, 3, default));
        Assert.That((first.Concat(second).Select(row => row.Id).SequenceEqual(all.Take(6)), behind.Count), Is.EqualTo((true, 0)));
        return true;
    });

    private static IQueryable<ServiceOfferingRow> Named(Db db, string? name) => db.ServiceOfferings.Where(row => row.HostTag == name || row.Name == name);

    private static IQueryable<ServiceOfferingRow> Default(Db db, bool isDefault) => db.ServiceOfferings.Where(row => row.IsDefault == isDefault);

    private static IQueryable<ServiceOfferingRow> Sorted(Db db, int sign) => db.ServiceOfferings.OrderBy(row => row.CpuMhz * sign);

    private static IQueryable<ServiceOfferingRow> Within(Db db, IQueryable<ServiceOfferingRow> inner) =>
        db.ServiceOfferings.Where(row => inner.Any(other => other.Id == row.Id));

    private Task AssertAsync(Func<Db, IQueryable<ServiceOfferingRow>> one, Func<Db, IQueryable<ServiceOfferingRow>> other, bool same) => _cloud.Database.ReadAsync(db =>
    {
        Assert.That(Shape(one(db)).Equals(Shape(other(db))), Is.EqualTo(same));
        return Task.FromResult(true);

        static QueryShape Shape(IQueryable<ServiceOfferingRow> query)
        {
            var visitor = new QueryShapeVisitor(null, null);
            visitor.Visit(query.Expression);
            Assert.That(visitor.IsUnfit, Is.False);
            return new(typeof(ServiceOfferingRow), visitor.Parts);
        }
    });
}
