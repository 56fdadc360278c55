using CloudStack.Engine.Placement;
using CsCheck;

namespace CloudStack.Engine.Tests.Placement.Index;

[TestFixture]
public class OwnerCountsTests
{
    [Test]
    public void It_counts_as_a_dictionary_does_and_never_below_zero() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[-3, 3]).Array[0, 60].Sample(changes =>
        {
            var counts = new OwnerCounts();
            var expected = new Dictionary<int, int>();
            foreach (var (owner, change) in changes)
            {
                var before = expected.GetValueOrDefault(owner);
                expected[owner] = Math.Max(0, before + change);
                if (counts.Add(owner, change) != expected[owner] - before) return false;
            }
            var copy = counts.Copy();
            counts.Add(1, 1);
            return Enumerable.Range(0, 8).All(owner => copy.Of(owner) == expected.GetValueOrDefault(owner))
                && copy.All().OrderBy(entry => entry.Owner).SequenceEqual(expected.Where(e => e.Value > 0).OrderBy(e => e.Key).Select(e => (e.Key, e.Value)));
        }, iter: 2_000, threads: 1);
}
