using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CloudStack.Architecture.Tests;

/// <summary>Names end in what they are, and tests are sentences.</summary>
[TestFixture]
internal sealed partial class NameTests
{
    private static readonly HashSet<string> Banned =
        new(["Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Impl", "VO", "Vo", "DAO", "Dao", "Misc", "Common"], StringComparer.Ordinal);

    private static IEnumerable<SourceProject> Projects => Repository.Projects;

    [TestCaseSource(nameof(Projects))]
    public void No_type_is_named_after_nothing(SourceProject project)
    {
        var types = BuiltAssembly.Of(project).GetTypes()
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal) && !Attribute.IsDefined(type, typeof(CompilerGeneratedAttribute)));
        Assert.That(types.Where(type => Words().Matches(type.Name).Any(word => Banned.Contains(word.Value))).Select(type => type.FullName), Is.Empty);
    }

    [Test]
    public void Every_test_has_a_sentence_for_a_name() => Assert.That(TestFiles().SelectMany(NamesThatAreNoSentences), Is.Empty);

    private static IEnumerable<string> TestFiles() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"));

    private static IEnumerable<string> NamesThatAreNoSentences(string path)
    {
        var isTest = false;
        foreach (var line in File.ReadLines(path))
        {
            isTest |= TestAttribute().IsMatch(line);
            if (isTest && TestMethod().Match(line) is { Success: true } method)
            {
                isTest = false;
                var name = method.Groups["name"].Value;
                if (!Sentence().IsMatch(name))
                {
                    yield return $"{Path.GetFileName(path)}: {name}";
                }
            }
        }
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\s*\[(Test|TestCase|TestCaseSource)\b")]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"\bpublic\s+(async\s+)?(Task|ValueTask|void)\s+(?<name>\w+)\(", RegexOptions.ExplicitCapture)]
    private static partial Regex TestMethod();

    [GeneratedRegex("^[A-Z0-9][A-Za-z0-9]*(_[A-Za-z0-9]+)+$")]
    private static partial Regex Sentence();
}
