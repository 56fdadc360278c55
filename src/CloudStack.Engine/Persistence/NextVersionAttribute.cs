using System.Linq.Expressions;
using LinqToDB.Concurrency;
using LinqToDB.Mapping;

namespace CloudStack.Engine.Persistence;

/// <summary>Counts a row's version up with each versioned update. The library's own counter knows 32-bit numbers only.</summary>
internal sealed class NextVersionAttribute : OptimisticLockPropertyBaseAttribute
{
    public override LambdaExpression GetNextValue(ColumnDescriptor column, ParameterExpression record) =>
        Expression.Lambda(Expression.Add(Expression.MakeMemberAccess(record, column.MemberInfo), Expression.Constant(1L)), record);

    public override string GetObjectID() => "cloudstack-next-version";
}
