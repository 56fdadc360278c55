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

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Golden");
}
