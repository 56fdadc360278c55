using System.Security.Cryptography;
using CloudStack.Drivers;

namespace CloudStack.Engine;

/// <summary>What comes from a source: counted, summed, limited, and not waited for without end. Its failures are <see cref="DriverException"/>s.</summary>
/// <param name="source">The source.</param>
/// <param name="most">The most bytes that may come.</param>
/// <param name="progress">Is told after each read how many have come; may end the transfer by throwing.</param>
internal sealed class SourceMeter(ImageSource source, long most, Func<long, Task> progress) : ReadOnlyStream
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

#pragma warning disable CA5351 // Not a protection: it is the sum that clients of 4.1 give.
    private readonly IncrementalHash _sum = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private long _count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await ReadSourceAsync(buffer, cancellationToken);
        if (read == 0 && buffer.Length > 0 && _count < source.Length)
        {
            throw BrokenOff("it ended too early.", null);
        }
        _count += read;
        if (_count > most)
        {
            throw ImageContent.TooLarge(most);
        }
        _sum.AppendData(buffer.Span[..read]);
        await progress(_count);
        return read;
    }

    /// <summary>Reads what is left and compares the sum.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        var rest = new byte[1 << 16];
        while (await ReadAsync(rest, ct) > 0)
        {
            // Only counted and summed.
        }
        if (source.Checksum is { } wanted && Convert.ToHexStringLower(_sum.GetHashAndReset()) is var sum && sum != wanted)
        {
            throw new DriverException(Outcome.NotApplied, $"The MD5 sum of the file is {sum}, not {wanted}.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _sum.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> ReadSourceAsync(Memory<byte> buffer, CancellationToken ct)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(ct);
        silence.CancelAfter(Silence);
        try
        {
            return await source.Content.ReadAsync(buffer, silence.Token);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw BrokenOff("nothing came for a minute.", exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw BrokenOff(exception.Message, exception);
        }
    }

    private DriverException BrokenOff(string why, Exception? cause) => new(Outcome.NotApplied, $"The transfer broke off after {_count} bytes: {why}", canRetry: true, cause);
}
