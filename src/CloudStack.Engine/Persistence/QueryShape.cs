using System.Linq.Expressions;
using System.Reflection;
using LinqToDB.Internal.Expressions;

namespace CloudStack.Engine.Persistence;

/// <summary>
/// What two LINQ queries have in common that differ only in the values that they were given: the same shape has the same SQL text. A null is part of the
/// shape, because it is compared in another way, and so is a truth value.
/// </summary>
internal sealed class QueryShape : IEquatable<QueryShape>
{
    private readonly object?[] _parts;
    private readonly int _hash;

    public QueryShape(Type result, List<object?> parts)
    {
        _parts = [result, .. parts];
        var hash = new HashCode();
        foreach (var part in _parts)
        {
            hash.Add(part);
        }
        _hash = hash.ToHashCode();
    }

    public bool Equals(QueryShape? other)
    {
        if (other is null || other._hash != _hash || other._parts.Length != _parts.Length)
        {
            return false;
        }
        for (var i = 0; i < _parts.Length; i++)
        {
            if (!ReferenceEquals(_parts[i], other._parts[i]) && !Equals(_parts[i], other._parts[i]))
            {
                return false;
            }
        }
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as QueryShape);

    public override int GetHashCode() => _hash;
}

/// <summary>
/// Takes a query apart into its shape and its values; or, told where a later run will have them, puts it together again as a query of that database and
/// those values. Both go the same way through the query, so that they number the values alike.
/// </summary>
internal sealed class QueryShapeVisitor(Expression? database, Expression? values) : ExpressionVisitor
{
    private static readonly object[] Kinds = [.. Enum.GetValues<ExpressionType>().Order().Select(kind => (object)kind)];
    private static readonly object Database = new(), Value = new(), Null = new(), Inlined = new();

    private readonly List<ParameterExpression> _variables = [];
    private int _sorting;

    /// <summary>The parts of the shape.</summary>
    public List<object?> Parts { get; } = new(128);

    /// <summary>The values, in the order in which the shape has them.</summary>
    public List<object?> Values { get; } = [];

    /// <summary>Whether the query has something that a shape cannot stand for, such as a list of values.</summary>
    public bool IsUnfit { get; private set; }

    public override Expression? Visit(Expression? node)
    {
        if (node is null)
        {
            Parts.Add(null);
            return null;
        }
        if (node is SqlQueryRootExpression || node.Type == typeof(Db))
        {
            Parts.Add(Database);
            return database ?? node;
        }
        if (node is MemberExpression or ConstantExpression && TryRead(node, out var value))
        {
            return Given(node, value);
        }
        Parts.Add(Kinds[(int)node.NodeType]);
        return base.Visit(node);
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        var number = _variables.IndexOf(node);
        if (number < 0)
        {
            number = _variables.Count;
            _variables.Add(node);
            Parts.Add(node.Type);
        }
        Parts.Add(number);
        return node;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        Parts.Add(node.Member);
        if (node.Expression is null && node.Member is not FieldInfo { IsInitOnly: true })
        {
            IsUnfit = true;
        }
        return base.VisitMember(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        Parts.Add(node.Method);
        if (node.Method.DeclaringType != typeof(Queryable) || node.Arguments.Count != 2 || !node.Method.Name.Contains("By", StringComparison.Ordinal))
        {
            return base.VisitMethodCall(node);
        }
        var rows = Visit(node.Arguments[0])!;
        _sorting++;
        var key = Visit(node.Arguments[1])!;
        _sorting--;
        return node.Update(null, [rows, key]);
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        Parts.Add(node.Type);
        return base.VisitUnary(node);
    }

    protected override Expression VisitLambda<T>(Expression<T> node)
    {
        Parts.Add(node.Parameters.Count);
        return base.VisitLambda(node);
    }

    protected override Expression VisitNew(NewExpression node)
    {
        Parts.Add(node.Constructor ?? (object)node.Type);
        Parts.Add(node.Members?.Count);
        return base.VisitNew(node);
    }

    protected override Expression VisitNewArray(NewArrayExpression node)
    {
        Parts.Add(node.Type);
        Parts.Add(node.Expressions.Count);
        return base.VisitNewArray(node);
    }

    protected override MemberAssignment VisitMemberAssignment(MemberAssignment node)
    {
        Parts.Add(node.Member);
        return base.VisitMemberAssignment(node);
    }

    protected override Expression VisitMemberInit(MemberInitExpression node)
    {
        Parts.Add(node.Bindings.Count);
        IsUnfit |= node.Bindings.Any(binding => binding.BindingType != MemberBindingType.Assignment);
        return base.VisitMemberInit(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        Parts.Add(node.Method);
        return base.VisitBinary(node);
    }

    protected override Expression VisitTypeBinary(TypeBinaryExpression node) => Unfit(node);

    protected override Expression VisitListInit(ListInitExpression node) => Unfit(node);

    protected override Expression VisitInvocation(InvocationExpression node) => Unfit(node);

    protected override Expression VisitExtension(Expression node) => Unfit(node);

    private Expression Unfit(Expression node)
    {
        IsUnfit = true;
        return node;
    }

    /// <summary>A constant, or what the program had in a variable when it wrote the query.</summary>
    private static bool TryRead(Expression node, out object? value)
    {
        switch (node)
        {
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression { Expression: { } owner } member when owner.Type != typeof(Db) && TryRead(owner, out var read) && read is not null:
                value = member.Member is FieldInfo field ? field.GetValue(read) : ((PropertyInfo)member.Member).GetValue(read);
                return true;
            default:
                value = null;
                return false;
        }
    }

    private Expression Given(Expression node, object? value)
    {
        if (value is IQueryable query)
        {
            Parts.Add(Inlined);
            return Visit(query.Expression)!;
        }
        if (value is not (null or string or ValueType))
        {
            return Unfit(node);
        }
        Parts.Add(node.Type);
        // What the program wrote into the query itself is part of it, and what changes how the query reads. A value in a sort key is too, because the
        // library leaves it out of a compiled query (6.5.1).
        if (value is null or bool || node is ConstantExpression || _sorting > 0)
        {
            Parts.Add(value ?? Null);
            return Expression.Constant(value, node.Type);
        }
        Parts.Add(Value);
        Values.Add(value);
        return values is null ? node : Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(Values.Count - 1)), node.Type);
    }
}
