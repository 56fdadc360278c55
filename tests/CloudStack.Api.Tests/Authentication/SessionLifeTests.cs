using CloudStack.Api.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudStack.Api.Tests.Authentication;

/// <summary>How long sessions live.</summary>
internal sealed class SessionLifeTests
{
    private static readonly UserId User = new(Guid.Parse("11111111-2222-4333-8444-555555555555"));

    [Test]
    public void A_session_lives_while_it_is_used()
    {
        var time = new FakeTimeProvider();
        var sessions = new Sessions(Options.Create(new ApiOptions()), time);
        var (session, _) = sessions.Begin(User);
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.That(sessions.Find(session.Id), Is.SameAs(session));
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.That(sessions.Find(session.Id), Is.SameAs(session));
        time.Advance(TimeSpan.FromMinutes(31));
        Assert.That(sessions.Find(session.Id), Is.Null);
    }

    [Test]
    public void The_longest_unused_sessions_make_room()
    {
        var time = new FakeTimeProvider();
        var sessions = new Sessions(Options.Create(new ApiOptions { MostSessions = 2 }), time);
        var first = sessions.Begin(User).Session;
        time.Advance(TimeSpan.FromSeconds(1));
        var second = sessions.Begin(User).Session;
        time.Advance(TimeSpan.FromSeconds(1));
        var third = sessions.Begin(User).Session;
        Assert.That((sessions.Find(first.Id), sessions.Find(second.Id), sessions.Find(third.Id)), Is.EqualTo(((Session?)null, second, third)));
    }

    [Test]
    public void Keys_and_ids_are_long_and_never_the_same()
    {
        var sessions = new Sessions(Options.Create(new ApiOptions()), new FakeTimeProvider());
        var (session, key) = sessions.Begin(User);
        var (other, otherKey) = sessions.Begin(User);
        Assert.That((session.Id.Length, Convert.FromBase64String(key).Length), Is.EqualTo((64, 20)));
        Assert.That((other.Id, otherKey), Is.Not.EqualTo((session.Id, key)));
        Assert.That((session.HasKey(key), session.HasKey(otherKey), session.HasKey(null), session.HasKey("")), Is.EqualTo((true, false, false, false)));
    }
}
