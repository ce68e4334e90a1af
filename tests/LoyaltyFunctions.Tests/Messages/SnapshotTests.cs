using System.Globalization;
using System.Text;
using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Sandbox.Azurite;

namespace LoyaltyFunctions.Tests.Messages;

/// <summary>
/// The shipped templates as members read them, against files that a person has read. After a change that is meant, run with APPROVE=1 and read
/// what changed.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly (string Title, TemplateValues Values)[] Members =
    [
        ("everything", new("Marie", 1234, "Stars", "Gold", 200, new DateOnly(2026, 12, 31), "Acme Rewards", "Acme", "https://www.example.com/rewards")),
        ("nothing but points", new(null, 5, null, null, null, null, null, null, null)),
        ("one point, one expires", new("Marie", 1, null, null, 1, new DateOnly(2026, 3, 1), "Acme Rewards", "Acme", null)),
        ("two points", new("Marie", 2, null, "Gold", null, null, null, "Acme", null)),
        ("a million", new("Marie", 1_000_000, null, null, null, null, "Acme Rewards", "Acme", null)),
        ("a name from right to left", new("שרה", 21, "כוכבים", null, null, null, "Acme Rewards", "Acme", null)),
    ];

    public static TheoryData<string> Locales => new(TemplateSet.Load(TemplateSet.ShippedFolder).Set.Locales);

    [Theory]
    [MemberData(nameof(Locales))]
    public void Every_shipped_language_reads_as_it_was_approved(string locale)
    {
        var template = TemplateSet.Load(TemplateSet.ShippedFolder).Set.For(locale);
        var all = new StringBuilder();
        foreach (var (title, values) in Members)
        {
            var message = template.Render(values);
            all.Append(CultureInfo.InvariantCulture, $"===== {title}\n{message.Preview}\n-----\n{message.Text}\n\n");
        }

        var file = Path.Combine(NodePackages.RepositoryFolder, "tests", "LoyaltyFunctions.Tests", "Messages", "Snapshots", $"{locale}.txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(file, all.ToString());
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), all.ToString());
    }

    [Fact]
    public void Five_languages_are_shipped_and_one_of_them_runs_from_right_to_left()
    {
        var (set, problems) = TemplateSet.Load(TemplateSet.ShippedFolder);
        Assert.Empty(problems);
        Assert.Equal(["de", "en", "es", "fr", "he"], set.Locales);
    }
}
