using System.Linq.Expressions;
using System.Text;
using LinqToDB.Data;

namespace CloudStack.Engine.Persistence;

/// <summary>A change of some columns of one row, made by <see cref="UpdateAsync"/>; see <see cref="RowStatements{T}"/> for why it is not LINQ.</summary>
internal sealed class RowChange<T>(Db db, long id) where T : class, IEntityRow
{
    private readonly StringBuilder _sets = new();
    private readonly StringBuilder _conditions = new();
    private readonly List<DataParameter> _parameters = [DataParameter.Int64("id", id)];

    /// <summary>Gives a column a value.</summary>
    public RowChange<T> Set<TValue>(Expression<Func<T, TValue>> column, TValue value)
    {
        _sets.Append(_sets.Length == 0 ? "" : ", ").Append(Name(column)).Append(" = ").Append(Parameter(value));
        return this;
    }

    /// <summary>Adds to a column.</summary>
    public RowChange<T> Add(Expression<Func<T, long>> column, long amount)
    {
        _sets.Append(_sets.Length == 0 ? "" : ", ").Append(Name(column)).Append(" = ").Append(Name(column)).Append(" + ").Append(Parameter(amount));
        return this;
    }

    /// <summary>Changes the row only if a column has one of these values.</summary>
    public RowChange<T> When<TValue>(Expression<Func<T, TValue>> column, params ReadOnlySpan<TValue> values)
    {
        _conditions.Append(" and ").Append(Name(column)).Append(" in (");
        for (var i = 0; i < values.Length; i++)
        {
            _conditions.Append(i == 0 ? "" : ", ").Append(Parameter(values[i]));
        }
        _conditions.Append(')');
        return this;
    }

    /// <summary>Makes the change; 0 when the row is gone or a condition does not hold, else 1.</summary>
    public Task<int> UpdateAsync() => db.ExecuteAsync(Sql, _parameters.ToArray());

    /// <summary>The same where the change is nearly always made: 1 is returned without waiting for it, see <see cref="Db.ExpectAsync"/>.</summary>
    public Task<int> ExpectAsync() => db.ExpectAsync(1, Sql, _parameters.ToArray());

    private string Sql => $"update {RowStatements<T>.Table} set {_sets} where id = @id{_conditions}";

    private static string Name(LambdaExpression column) =>
        RowStatements<T>.ColumnOf(((MemberExpression)(column.Body is UnaryExpression widened ? widened.Operand : column.Body)).Member.Name);

    private string Parameter(object? value)
    {
        var name = "p" + _parameters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _parameters.Add(new DataParameter(name, RowMetadata.ToColumn(value)));
        return "@" + name;
    }
}
