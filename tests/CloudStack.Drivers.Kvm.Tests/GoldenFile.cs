namespace CloudStack.Drivers.Kvm.Tests;

/// <summary>Compares a text with the file of that name in <c>Golden</c>. GOLDEN=write in the environment writes the files anew, into the source folder.</summary>
internal static class GoldenFile
{
    public static void Check(string name, string text)
    {
        text = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
            File.WriteAllText(Path.Combine(Source(), name), text);
        else
            Assert.That(text, Is.EqualTo(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name))));
    }

    // bin/<configuration>/<framework> of this project; the compiler's own path is no help, as a deterministic build hides it.
    private static string Source() => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "Golden"));
}
