using System.Linq.Expressions;
using System.Reflection;

namespace CloudStack.Api.Wire;

/// <summary>Compiles the making of a record: the constructor's values first, then the properties that were given.</summary>
internal static class RecordFactory
{
    /// <param name="type">The record.</param>
    /// <param name="properties">Its properties; the first ones, in order, are the constructor's.</param>
    /// <param name="positional">How many are the constructor's.</param>
    public static Func<object?[], object> Compile(Type type, IReadOnlyList<PropertyInfo> properties, int positional)
    {
        var values = Expression.Parameter(typeof(object?[]), "values");
        var made = Expression.Variable(type, "made");
        var constructor = type.GetConstructors().Single(candidate => candidate.GetParameters().Length == positional
            && candidate.GetParameters().Zip(properties).All(pair => pair.First.Name == pair.Second.Name));
        List<Expression> body =
        [
            Expression.Assign(made, Expression.New(constructor, properties.Take(positional).Select((property, index) => Value(index, property)))),
        ];
        for (var i = positional; i < properties.Count; i++)
        {
            body.Add(Expression.IfThen(
                Expression.ReferenceNotEqual(Expression.ArrayIndex(values, Expression.Constant(i)), Expression.Constant(null)),
                Expression.Assign(Expression.Property(made, properties[i]), Value(i, properties[i]))));
        }
        body.Add(Expression.Convert(made, typeof(object)));
        return Expression.Lambda<Func<object?[], object>>(Expression.Block([made], body), values).Compile();

        Expression Value(int index, PropertyInfo property) =>
            Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(index)), property.PropertyType);
    }
}
