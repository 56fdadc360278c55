using CloudStack.Testing.NUnit;

namespace CloudStack.RealSystems.Tests.Kvm;

[TestFixture]
[CancelAfter(300_000)]
public sealed class KvmConformanceTests : HypervisorConformance<KvmHarness>;
