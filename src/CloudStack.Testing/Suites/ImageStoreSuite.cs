using CloudStack.Drivers;
using static CloudStack.Testing.HypervisorTrial;

namespace CloudStack.Testing;

/// <summary>The checks of <see cref="IImageStore"/>.</summary>
public static class ImageStoreSuite
{
    private const string Path = "conformance/image.qcow2";

    /// <summary>The checks, in the order to run them.</summary>
    public static IReadOnlyList<ImageStoreCheck> Checks { get; } =
    [
        new(A_store_has_a_size, "ProbeAsync tells how large the store is and how full."),
        new(A_store_that_is_not_there_is_told, "What cannot be reached ends as a DriverException."),
        new(A_written_image_is_read_back, "What was written is found, with its size, and read back."),
        new(A_second_write_replaces_the_first, "WriteAsync replaces an image that was there."),
        new(A_write_that_fails_leaves_what_was_there, "An image is seen only when it is whole, and a failed write leaves nothing behind."),
        new(A_removed_image_is_gone, "RemoveAsync may be repeated; what is gone is not found, and cannot be read."),
        new(A_path_that_leads_out_is_refused, "Paths stay in the store."),
        new(An_address_ends_in_the_path, "AddressOf is null, or an absolute address that names the image."),
    ];

    private static async Task A_store_has_a_size(IImageStoreHarness harness, CancellationToken token)
    {
        var facts = await harness.Driver.ProbeAsync(harness.Store, token);
        Expect(facts.CapacityBytes > 0 && facts.UsedBytes >= 0 && facts.UsedBytes <= facts.CapacityBytes, $"the store has {facts.UsedBytes} of {facts.CapacityBytes} bytes in use");
        Expect(harness.Driver.Schemes.Contains(harness.Store.Address.Scheme), $"the driver does not say that it takes {harness.Store.Address.Scheme}://");
    }

    private static Task A_store_that_is_not_there_is_told(IImageStoreHarness harness, CancellationToken token) =>
        RefusedAsync("ProbeAsync", () => harness.Driver.ProbeAsync(harness.UnreachableStore, token));

    private static async Task A_written_image_is_read_back(IImageStoreHarness harness, CancellationToken token)
    {
        // Larger than the buffers that a driver may use.
        var content = Content(3 << 20, 1);
        await WriteAsync(harness, Path, content, token);
        await ExpectAsync(harness, content, "a write", token);
        await harness.Driver.RemoveAsync(harness.Store, Path, token);
    }

    private static async Task A_second_write_replaces_the_first(IImageStoreHarness harness, CancellationToken token)
    {
        await WriteAsync(harness, Path, Content(2000, 1), token);
        await WriteAsync(harness, Path, Content(500, 2), token);
        await ExpectAsync(harness, Content(500, 2), "a second write", token);
        await harness.Driver.RemoveAsync(harness.Store, Path, token);
    }

    private static async Task A_write_that_fails_leaves_what_was_there(IImageStoreHarness harness, CancellationToken token)
    {
        var driver = harness.Driver;
        await FailAsync(harness, token);
        Expect(await driver.FindAsync(harness.Store, Path, token) is null, "after a write that failed there is an image");
        await WriteAsync(harness, Path, Content(700, 3), token);
        await FailAsync(harness, token);
        await ExpectAsync(harness, Content(700, 3), "a failed write over it", token);
        await driver.RemoveAsync(harness.Store, Path, token);
    }

    private static async Task A_removed_image_is_gone(IImageStoreHarness harness, CancellationToken token)
    {
        var driver = harness.Driver;
        await WriteAsync(harness, Path, Content(10, 4), token);
        await driver.RemoveAsync(harness.Store, Path, token);
        await driver.RemoveAsync(harness.Store, Path, token);
        Expect(await driver.FindAsync(harness.Store, Path, token) is null, "a removed image is found");
        await RefusedAsync("ReadAsync of a removed image", () => driver.ReadAsync(harness.Store, Path, token));
    }

    private static async Task A_path_that_leads_out_is_refused(IImageStoreHarness harness, CancellationToken token)
    {
        foreach (var path in new[] { "../image", "/image", "a/../../image", "a//b", "", "." })
        {
            await RefusedAsync($"WriteAsync to '{path}'", () => WriteAsync(harness, path, [1], token));
            await RefusedAsync($"ReadAsync of '{path}'", () => harness.Driver.ReadAsync(harness.Store, path, token));
        }
    }

    private static Task An_address_ends_in_the_path(IImageStoreHarness harness, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var address = harness.Driver.AddressOf(harness.Store, Path);
        Expect(address is null || (address.IsAbsoluteUri && address.AbsolutePath.EndsWith('/' + Path, StringComparison.Ordinal)), $"the address of {Path} is {address}");
        return Task.CompletedTask;
    }

    private static byte[] Content(int length, int seed) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 7) + (i >> 8) + seed))];

    private static async Task WriteAsync(IImageStoreHarness harness, string path, byte[] content, CancellationToken token)
    {
        using var stream = new MemoryStream(content);
        await harness.Driver.WriteAsync(harness.Store, path, stream, token);
    }

    private static async Task ExpectAsync(IImageStoreHarness harness, byte[] content, string when, CancellationToken token)
    {
        var size = await harness.Driver.FindAsync(harness.Store, Path, token);
        Expect(size == content.Length, $"after {when}, the image has {size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no"} bytes instead of {content.Length}");
        await using var stream = await harness.Driver.ReadAsync(harness.Store, Path, token);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, token);
        Expect(read.ToArray().AsSpan().SequenceEqual(content), $"after {when}, the image holds something else than was written");
    }

    private static async Task FailAsync(IImageStoreHarness harness, CancellationToken token)
    {
        using var broken = new BrokenStream();
        try
        {
            await harness.Driver.WriteAsync(harness.Store, Path, broken, token);
        }
        catch (Exception e) when (e is DriverException or IOException)
        {
            return;
        }

        throw new ConformanceException("a write whose content could not be read to the end succeeded");
    }

    private static async Task RefusedAsync(string call, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DriverException)
        {
            return;
        }

        throw new ConformanceException($"{call} was not refused");
    }

    /// <summary>Gives some bytes and then fails.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _reads++ == 0 ? ValueTask.FromResult(Math.Min(buffer.Length, 100)) : throw new DriverException(Outcome.NotApplied, "The content broke off.", canRetry: true);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("The content broke off.");
    }
}
