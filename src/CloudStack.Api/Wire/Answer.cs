namespace CloudStack.Api.Wire;

/// <summary>What a request is answered with, whatever the format.</summary>
internal abstract record Answer
{
    public virtual int Status => 200;
}

/// <summary>The result of a command.</summary>
internal sealed record ResultAnswer(ResultShape Shape, object Result) : Answer
{
    /// <summary>For a list, the jobs that are under way, by the ids of what they work on.</summary>
    public IReadOnlyDictionary<Guid, JobId>? Pending { get; init; }
}

/// <summary>A job that was started.</summary>
internal sealed record StartedAnswer(string Root, StartedJob Job) : Answer;

/// <summary>Login and logout: texts under a root of their own.</summary>
internal sealed record FieldsAnswer(string Root, IReadOnlyList<KeyValuePair<string, string>> Fields) : Answer;

/// <summary>A refusal or a failure.</summary>
/// <param name="Root">Name of the root.</param>
/// <param name="Code">HTTP status and <c>errorcode</c>.</param>
/// <param name="CsCode"><c>cserrorcode</c>, or null for what the protocol itself refuses.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="IsDescribed">Whether the header <c>X-Description</c> says it too.</param>
internal sealed record ErrorAnswer(string Root, int Code, int? CsCode, string Text, bool IsDescribed) : Answer
{
    /// <summary>The root of errors that belong to no command.</summary>
    public const string NoCommand = "errorresponse";

    public override int Status => Code;

    /// <summary>A refusal of the protocol: no header, no <c>cserrorcode</c>.</summary>
    public static ErrorAnswer Refused(int code, string root, string text) => new(root, code, null, text, false);
}
