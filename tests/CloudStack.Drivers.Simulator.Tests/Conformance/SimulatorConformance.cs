using CloudStack.Testing.NUnit;

namespace CloudStack.Drivers.Simulator.Tests.Conformance;

[TestFixture]
internal sealed class SimulatorConformance : HypervisorConformance<SimulatorHarness>;

[TestFixture]
internal sealed class SlowSimulatorConformance : HypervisorConformance<SlowSimulatorHarness>;
