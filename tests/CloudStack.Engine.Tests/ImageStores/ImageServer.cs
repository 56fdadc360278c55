using System.Net;
using System.Net.Sockets;

namespace CloudStack.Engine.Tests.ImageStores;

/// <summary>A small HTTP server on the loopback that gives out files, slowly or not at all if so told.</summary>
internal sealed class ImageServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Dictionary<string, TaskCompletionSource> _gates = [];
    private readonly List<TaskCompletionSource> _reached = [];

    public ImageServer()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Root = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        _listener.Prefixes.Add(Root + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Root { get; }

    /// <summary>What every request is answered while it is set.</summary>
    public int? Status { get; set; }

    /// <summary>Where requests are sent on to while it is set.</summary>
    public string? Redirect { get; set; }

    /// <summary>Requests for files so far.</summary>
    public int Asked { get; private set; }

    /// <summary>The address of a file that is there from now on.</summary>
    public string Add(string name, byte[] content)
    {
        _files[name] = content;
        return $"{Root}/{name}";
    }

    /// <summary>Lets a file stop half way until it is opened; the task is done when somebody has got that far.</summary>
    public Task CloseHalfWay(string name)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gates)
        {
            _reached.Add(reached);
            _gates[name] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return reached.Task;
    }

    public void Open(string name)
    {
        lock (_gates)
        {
            if (_gates.Remove(name, out var gate))
            {
                gate.SetResult();
            }
        }
    }

    public void Dispose()
    {
        foreach (var name in _gates.Keys.ToList())
        {
            Open(name);
        }
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = AnswerAsync(context);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        Asked++;
        var (response, name) = (context.Response, context.Request.Url!.AbsolutePath[1..]);
        try
        {
            if (Redirect is { } target)
            {
                response.Redirect(target);
            }
            else if (Status is { } status || !_files.TryGetValue(name, out var content))
            {
                response.StatusCode = Status ?? 404;
            }
            else
            {
                response.ContentLength64 = content.Length;
                var half = content.Length / 2;
                await response.OutputStream.WriteAsync(content.AsMemory(0, half));
                await response.OutputStream.FlushAsync();
                await GateAsync(name);
                await response.OutputStream.WriteAsync(content.AsMemory(half));
            }
            response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or InvalidOperationException)
        {
            // The other side has gone.
        }
    }

    private Task GateAsync(string name)
    {
        lock (_gates)
        {
            if (!_gates.TryGetValue(name, out var gate))
            {
                return Task.CompletedTask;
            }
            _reached.ForEach(reached => reached.TrySetResult());
            return gate.Task;
        }
    }
}
