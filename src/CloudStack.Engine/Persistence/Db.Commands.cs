using System.Data;
using System.Data.Common;
using LinqToDB;
using LinqToDB.Common;
using LinqToDB.Data;
using LinqToDB.Interceptors;

namespace CloudStack.Engine.Persistence;

internal sealed partial class Db
{
    /// <summary>Adds to commands what the library does not: what begins the transaction or was kept until now, and the limit of a part of a list.</summary>
    private sealed class Commands(Db db) : CommandInterceptor
    {
        public (long Skip, int Take)? Limit { get; set; }

        public override DbCommand CommandInitialized(CommandEventData eventData, DbCommand command)
        {
            if (Limit is { } limit)
            {
                command.CommandText += "\nLIMIT @part_take OFFSET @part_skip";
                Add(command, "@part_take", limit.Take);
                Add(command, "@part_skip", limit.Skip);
            }
            return command;
        }

        public override Option<int> ExecuteNonQuery(CommandEventData eventData, DbCommand command, Option<int> result)
        {
            Begin(command);
            return result;
        }

        public override Option<object?> ExecuteScalar(CommandEventData eventData, DbCommand command, Option<object?> result)
        {
            Begin(command);
            return result;
        }

        public override Option<DbDataReader> ExecuteReader(CommandEventData eventData, DbCommand command, CommandBehavior commandBehavior, Option<DbDataReader> result)
        {
            Begin(command);
            return result;
        }

        public override async Task<Option<int>> ExecuteNonQueryAsync(CommandEventData eventData, DbCommand command, Option<int> result, CancellationToken cancellationToken)
        {
            await BeginAsync(command, cancellationToken);
            return result;
        }

        public override async Task<Option<object?>> ExecuteScalarAsync(
            CommandEventData eventData, DbCommand command, Option<object?> result, CancellationToken cancellationToken)
        {
            await BeginAsync(command, cancellationToken);
            return result;
        }

        public override async Task<Option<DbDataReader>> ExecuteReaderAsync(
            CommandEventData eventData, DbCommand command, CommandBehavior commandBehavior, Option<DbDataReader> result, CancellationToken cancellationToken)
        {
            await BeginAsync(command, cancellationToken);
            if (db.Prepare is { } prepare)
            {
                await prepare(command, cancellationToken);
            }
            return result;
        }

        private async Task BeginAsync(DbCommand command, CancellationToken ct)
        {
            await db.FlushAsync(command.Connection!, ct);
            Begin(command);
        }

        private void Begin(DbCommand command)
        {
            if (db._late.Count > 0)
            {
                throw new InvalidOperationException("Something was kept to be told to the database server later; what comes after it must be awaited.");
            }
            if (db.TakeBegin() is { } begin)
            {
                command.CommandText = begin + command.CommandText;
            }
        }

        private static void Add(DbCommand command, string name, long value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
