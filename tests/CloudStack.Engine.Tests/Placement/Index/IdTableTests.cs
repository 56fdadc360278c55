using CloudStack.Engine.Placement;
using CsCheck;

namespace CloudStack.Engine.Tests.Placement.Index;

[TestFixture]
public class IdTableTests
{
    [Test]
    public void It_finds_what_a_dictionary_finds_whatever_was_set_and_removed() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 60]).Array[0, 400].Sample(steps =>
        {
            var table = new IdTable<Key, Item>();
            var expected = new Dictionary<Key, Item>();
            foreach (var (isSet, number) in steps)
            {
                var key = new Key(number);
                if (isSet)
                {
                    expected[key] = new Item(key);
                    table.Set(expected[key]);
                }
                else
                {
                    expected.Remove(key);
                    table.Remove(key);
                }
            }
            return Enumerable.Range(0, 61).All(number => table.Find(new(number)) == expected.GetValueOrDefault(new(number)));
        }, iter: 2_000, threads: 1);

    [Test]
    public void Readers_always_find_what_stays_while_others_come_and_go()
    {
        var table = new IdTable<Key, Item>();
        for (var number = 0; number < 100; number++) table.Set(new Item(new(number)));
        var (isOver, missed) = (false, 0);
        var reader = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                for (var number = 0; number < 100; number++)
                {
                    if (table.Find(new(number))?.Id.Number != number) missed++;
                }
            }
        });
        reader.Start();
        for (var round = 0; round < 20; round++)
        {
            for (var number = 100; number < 1_000; number++) table.Set(new Item(new(number)));
            for (var number = 100; number < 1_000; number++) table.Remove(new(number));
        }
        Volatile.Write(ref isOver, true);
        reader.Join();
        Assert.That(missed, Is.Zero);
    }

    /// <summary>Few hashes, so that many share one.</summary>
    private readonly record struct Key(int Number)
    {
        public override int GetHashCode() => Number / 4;
    }

    private sealed class Item(Key key) : Node<Key>(key);
}
