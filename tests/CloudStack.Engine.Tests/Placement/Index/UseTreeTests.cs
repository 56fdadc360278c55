using CloudStack.Engine.Placement;
using CloudStack.Placement;
using CsCheck;

namespace CloudStack.Engine.Tests.Placement.Index;

[TestFixture]
public class UseTreeTests
{
    private static readonly Terms Plain = new(new Factors(1, 1));
    private static readonly Terms Doubled = new(new Factors(2, 2));

    [Test]
    public void Items_come_in_order_of_share_whatever_was_added_changed_and_removed() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 30], Gen.Int[0, 9]).Array[0, 200].Sample(steps =>
        {
            var tree = new UseTree<Item>(new Lock());
            var items = new List<Item>();
            foreach (var (what, which, share) in steps)
            {
                if (what == 0 || items.Count == 0)
                {
                    items.Add(new Item { Cpu = share, Memory = 9 - share });
                    tree.Add(items[^1]);
                }
                else if (what == 1)
                {
                    var item = items[which % items.Count];
                    (item.Cpu, item.Memory) = (share, 9 - share);
                    tree.Update(item);
                }
                else
                {
                    tree.Remove(items[which % items.Count]);
                    items.RemoveAt(which % items.Count);
                }
            }
            return tree.InOrder(CapacityKind.Cpu).SequenceEqual(items.OrderBy(i => i.Cpu))
                && tree.InOrder(CapacityKind.Memory).SequenceEqual(items.OrderBy(i => i.Memory));
        }, iter: 2_000, threads: 1);

    [Test]
    public void Items_with_room_come_by_age_or_by_room_and_no_others_do() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 30], Gen.Int[0, 9]).Array[0, 200].Select(Gen.Int[0, 9]).Sample((steps, asked) =>
        {
            var tree = new UseTree<Item>(new Lock());
            var items = new List<Item>();
            foreach (var (what, which, room) in steps)
            {
                if (what == 0 || items.Count == 0)
                {
                    items.Add(new Item { Room = room });
                    tree.Add(items[^1]);
                }
                else if (what == 3)
                {
                    tree.Remove(items[which % items.Count]);
                    items.RemoveAt(which % items.Count);
                }
                else
                {
                    var item = items[which % items.Count];
                    item.Room = room;
                    tree.SetRoom(item, what == 1 ? Room.Any : new Room(room, 9), Plain.Factors);
                }
            }
            void Measure(Item item) => tree.SetRoom(item, new Room(item.Room, 9), Plain.Factors);
            var byRoom = tree.ByRoom(CapacityKind.Cpu, new Room(asked, 0), Plain, Measure).ToList();
            items.ForEach(Measure);
            var able = items.Where(item => item.Room >= asked).ToList();
            return byRoom.SequenceEqual(able.OrderByDescending(item => item.Room)) && tree.ByAge(new Room(asked, 9), Plain).SequenceEqual(able)
                && tree.InOrder(CapacityKind.Cpu, new Room(asked, 9), Plain).ToHashSet().SetEquals(able) && !tree.ByAge(new Room(asked, 10), Plain).Any();
        }, iter: 2_000, threads: 1);

    [Test]
    public void Who_reads_the_room_under_some_factors_is_not_told_of_the_room_under_others()
    {
        var tree = new UseTree<Item>(new Lock());
        var items = Enumerable.Range(0, 3).Select(_ => new Item()).ToList();
        items.ForEach(tree.Add);
        using var reader = tree.ByAge(new Room(5, 5), Doubled).GetEnumerator();
        Assert.That(reader.MoveNext(), Is.True);
        Assert.That(tree.ByAge(new Room(5, 5), Plain).Count(), Is.EqualTo(3));
        items.ForEach(item => tree.SetRoom(item, new Room(4, 4), Plain.Factors));
        Assert.That(tree.ByAge(new Room(5, 5), Plain), Is.Empty);
        Assert.That((reader.MoveNext(), reader.MoveNext(), reader.MoveNext()), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void Room_that_is_told_under_other_factors_is_not_known_under_these()
    {
        var tree = new UseTree<Item>(new Lock());
        var item = new Item();
        tree.Add(item);
        tree.SetRoom(item, new Room(4, 4), Plain.Factors);
        Assert.That(tree.ByAge(new Room(5, 5), Plain), Is.Empty);
        tree.SetRoom(item, new Room(3, 3), Doubled.Factors);
        Assert.That(tree.ByAge(new Room(5, 5), Plain), Is.EqualTo([item]));
    }

    [Test]
    public void The_room_of_an_item_is_known_under_the_factors_of_the_last_question_until_it_is_forgotten()
    {
        var tree = new UseTree<Item>(new Lock());
        var item = new Item();
        tree.Add(item);
        Assert.That(tree.RoomOf(item, Plain.Factors), Is.Null);
        tree.SetRoom(item, new Room(4, 4), Plain.Factors);
        Assert.That(tree.RoomOf(item, Plain.Factors), Is.EqualTo(new Room(4, 4)));
        Assert.That(tree.RoomOf(item, Doubled.Factors), Is.Null);
        Assert.That(tree.RoomOf(item, Plain.Factors), Is.Null);
        tree.SetRoom(item, new Room(4, 4), Plain.Factors);
        tree.ForgetRoom(item);
        Assert.That(tree.RoomOf(item, Plain.Factors), Is.Null);
        tree.Remove(item);
        Assert.That(tree.RoomOf(item, Plain.Factors), Is.Null);
    }

    [Test]
    public void Items_at_their_threshold_are_left_out_whatever_was_added_changed_and_removed() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 30], Gen.Int[0, 9]).Array[0, 200].Select(Gen.Int[0, 9]).Sample((steps, asked) =>
        {
            var terms = Plain with { CpuThreshold = 0.9 };
            var tree = new UseTree<Item>(new Lock());
            var items = new List<Item>();
            foreach (var (what, which, below) in steps)
            {
                if (what == 0 || items.Count == 0)
                {
                    items.Add(new Item { Below = below });
                    tree.Add(items[^1]);
                }
                else if (what == 1)
                {
                    items[which % items.Count].Below = below;
                    tree.Update(items[which % items.Count]);
                    _ = tree.ByAge(new Room(asked, 0), terms).Any();
                }
                else
                {
                    tree.Remove(items[which % items.Count]);
                    items.RemoveAt(which % items.Count);
                }
            }
            var able = items.Where(item => item.Below >= asked).ToList();
            return tree.ByAge(new Room(asked, 0), terms).SequenceEqual(able) && tree.InOrder(CapacityKind.Cpu, new Room(asked, 0), terms).ToHashSet().SetEquals(able)
                && tree.ByRoom(CapacityKind.Cpu, new Room(asked, 0), terms, item => tree.SetRoom(item, new Room(9, 9), terms.Factors)).ToHashSet().SetEquals(able)
                && tree.ByAge(new Room(asked, 0), Plain).SequenceEqual(items);
        }, iter: 2_000, threads: 1);

    private sealed class Item : IUseTreeItem
    {
        public double Cpu { get; set; }
        public double Memory { get; set; }
        public int Room { get; set; }
        public int Below { get; set; }
        public int Slot { get; set; }
        public Room RoomBelow(Terms terms) => new(Below, 9);
        public double ShareOf(CapacityKind kind) => kind == CapacityKind.Cpu ? Cpu : Memory;
    }
}
