using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("job")]
internal sealed class JobRow : IEntityRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Command { get; set; } = "";
    public string Arguments { get; set; } = "";
    public string? Description { get; set; }
    public long UserId { get; set; }
    public long AccountId { get; set; }
    public string? InstanceType { get; set; }
    public long? InstanceId { get; set; }
    public Guid? InstanceUuid { get; set; }
    public JobStatus Status { get; set; }
    public int ResultCode { get; set; }
    public string? ResultType { get; set; }
    public string? Result { get; set; }
    public string? ErrorText { get; set; }
    public string? Locks { get; set; }
    public string Saga { get; set; } = "";
    public SagaPhase Phase { get; set; }
    public int Step { get; set; }
    public string? StepName { get; set; }
    public string? State { get; set; }
    public int Attempts { get; set; }
    public long ServerId { get; set; }
    public long Fence { get; set; }
    public long? StartEventId { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset Updated { get; set; }
    public DateTimeOffset? Completed { get; set; }
    public DateTimeOffset? LastPolled { get; set; }

    /// <summary>The request that started it, as the log names it (<see cref="RequestTrace"/>).</summary>
    public string? RequestId { get; set; }
}
