using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine;

/// <summary>Finds, for each command, the handler or the saga that does it. They are made when first needed, and once.</summary>
internal sealed class HandlerCatalog(IServiceProvider services)
{
    private static readonly FrozenDictionary<Type, Type> Implementations = Scan();

    private readonly ConcurrentDictionary<Type, object> _made = new();

    public bool Handles(Type command) => Implementations.ContainsKey(command);

    public IHandler<TCommand, TResult> Handler<TCommand, TResult>() where TCommand : ICommand<TResult> =>
        (IHandler<TCommand, TResult>)Make(Implementations[typeof(TCommand)]);

    public Saga Saga(CommandDescriptor command)
    {
        var implementation = Implementations[command.Type];
        return typeof(Saga).IsAssignableFrom(implementation)
            ? (Saga)Make(implementation)
            : (Saga)_made.GetOrAdd(typeof(HandlerSaga<,>).MakeGenericType(command.Type, command.ResultType), WrapHandler);
    }

    private object Make(Type implementation) =>
        _made.GetOrAdd(implementation, static (type, provider) => ActivatorUtilities.CreateInstance(provider, type), services);

    private object WrapHandler(Type saga)
    {
        var arguments = saga.GetGenericArguments();
        var handler = typeof(HandlerCatalog).GetMethod(nameof(Handler))!.MakeGenericMethod(arguments)
            .CreateDelegate(typeof(Func<>).MakeGenericType(typeof(IHandler<,>).MakeGenericType(arguments)), this);
        return Activator.CreateInstance(saga, handler, services.GetRequiredService<Dispatcher>())!;
    }

    private static FrozenDictionary<Type, Type> Scan()
    {
        Dictionary<Type, Type> found = [];
        foreach (var type in typeof(HandlerCatalog).Assembly.GetTypes())
        {
            if (type.IsAbstract || type.IsGenericTypeDefinition)
            {
                continue;
            }
            foreach (var face in type.GetInterfaces())
            {
                if (face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IHandler<,>))
                {
                    found.Add(face.GetGenericArguments()[0], type);
                }
            }
            for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            {
                if (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(Saga<,,>))
                {
                    found.Add(parent.GetGenericArguments()[0], type);
                }
            }
        }
        return found.ToFrozenDictionary();
    }
}
