namespace CloudStack.Drivers.Simulator.Tests.Faults;

[TestFixture]
internal sealed class SimulatorPlanTests
{
    [TestCase("ensure#3:fail")]
    [TestCase("migrate@h1#1:lost")]
    [TestCase("any%2.5:retry")]
    [TestCase("observe#2-5:shutdown")]
    [TestCase("ensurevolume#7+:applied")]
    [TestCase("ensure@h1:8080#2:hangafter")]
    [TestCase("any:slow=5ms")]
    [TestCase("any:slow=5ms-2000ms")]
    [TestCase("host:h7@drop")]
    [TestCase("host:h7:8080@crash")]
    [TestCase("host:h7@return+30000ms")]
    [TestCase("vm:i-2-3-VM@vanish")]
    [TestCase("ensure#3:fail;any:slow=5ms;host:h7@drop")]
    public void The_text_form_is_read_and_written(string text) => Assert.That(SimulatorPlan.Parse(text).ToString(), Is.EqualTo(text));

    [Test]
    public void Lines_comments_and_blanks_are_read()
    {
        var plan = SimulatorPlan.Parse("// the third start fails\n ensure#3:fail ;\n\n host:h7@drop+2s ; migrate#1:lost\n");
        Assert.That(plan.ToString(), Is.EqualTo("ensure#3:fail;migrate#1:lost;host:h7@drop+2000ms"));
    }

    [TestCase("ensure#3", "'ensure#3' is not a fault")]
    [TestCase("start#3:fail", "names no call")]
    [TestCase("ensure:explode", "names no effect")]
    [TestCase("ensure:slow", "takes a time")]
    [TestCase("ensure:fail=5ms", "takes a time")]
    [TestCase("ensure:slow=5", "not a time")]
    [TestCase("host:h7@vanish", "a host can drop")]
    public void What_cannot_be_read_is_told(string text, string message) =>
        Assert.That(() => SimulatorPlan.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Contains(message));
}
