using CloudStack.Drivers;

namespace CloudStack.Engine;

/// <summary>An image on its way to a store: unpacked, its format checked before the first byte is written, its sum before the last.</summary>
internal sealed class ImageContent : ReadOnlyStream
{
    private readonly Stream _image;
    private readonly SourceMeter _meter;
    private readonly long _most;
    private ReadOnlyMemory<byte> _start;
    private bool _finished;

    private ImageContent(Stream image, SourceMeter meter, long most, ReadOnlyMemory<byte> start, TemplateSourceFacts facts) =>
        (_image, _meter, _most, _start, Facts) = (image, meter, most, start, facts);

    /// <summary>What the start of the image tells.</summary>
    public TemplateSourceFacts Facts { get; }

    /// <summary>Bytes of the image so far.</summary>
    public long Count { get; private set; }

    /// <exception cref="DriverException">It is no image of the format.</exception>
    public static async Task<ImageContent> OpenAsync(SourceMeter meter, ImagePacking packing, string format, long most, CancellationToken ct)
    {
        try
        {
            var image = await ImagePackings.UnpackAsync(meter, packing, ct);
            var start = new byte[ImageHeader.LongLength];
            var read = await image.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
            var facts = packing == ImagePacking.Bzip2 ? TemplateSourceFacts.Unknown : ImageHeader.Check(start.AsSpan(0, read), format);
            return new(image, meter, most, start.AsMemory(0, read), facts);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(exception);
        }
    }

    public static DriverException TooLarge(long most) =>
        new(Outcome.NotApplied, $"The file is larger than the setting max.template.iso.size allows ({most >> 30} GiB).");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = Math.Min(buffer.Length, _start.Length);
        if (read > 0)
        {
            _start[..read].CopyTo(buffer);
            _start = _start[read..];
        }
        else
        {
            read = await ReadImageAsync(buffer, cancellationToken);
        }
        Count += read;
        if (Count > _most)
        {
            throw TooLarge(_most);
        }
        if (read == 0 && buffer.Length > 0 && !_finished)
        {
            _finished = true;
            await _meter.FinishAsync(cancellationToken);
        }
        return read;
    }

    private async Task<int> ReadImageAsync(Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            return await _image.ReadAsync(buffer, ct);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    private static DriverException Damaged(Exception cause) => new(Outcome.NotApplied, $"The file cannot be unpacked: {cause.Message}", canRetry: false, cause);
}
