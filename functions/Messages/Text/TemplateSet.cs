namespace LoyaltyFunctions.Messages.Text;

/// <summary>Templates by locale: those shipped with the app, and a site's own in the place of shipped ones of the same locale.</summary>
public sealed class TemplateSet
{
    private readonly IReadOnlyDictionary<string, MessageTemplate> templates;

    private TemplateSet(IReadOnlyDictionary<string, MessageTemplate> templates) => this.templates = templates;

    /// <summary>Where the shipped templates are.</summary>
    public static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "Messages", "Templates");

    /// <summary>What is wrong when the shipped templates are not where they belong.</summary>
    public static IReadOnlyList<string> WhyNotShipped() =>
        File.Exists(Path.Combine(ShippedFolder, $"{LocaleChain.Last}.liquid")) ? [] : [$"There are no message templates (*.liquid) in {ShippedFolder}."];

    public IEnumerable<string> Locales => templates.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads <c>{locale}.liquid</c> from the folders; a later folder's file takes the place of an earlier one's.</summary>
    /// <returns>The set, and what is wrong with any of its files.</returns>
    public static (TemplateSet Set, IReadOnlyList<string> Problems) Load(params IReadOnlyList<string> folders)
    {
        List<string> problems = [];
        Dictionary<string, MessageTemplate> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (var folder in folders)
        {
            var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.liquid") : [];
            if (files.Length == 0)
                problems.Add($"There are no message templates (*.liquid) in {folder}.");
            foreach (var file in files.Order(StringComparer.Ordinal))
                Add(file, found, problems);
        }

        if (problems.Count == 0 && !found.ContainsKey(LocaleChain.Last))
            problems.Add($"There is no message template {LocaleChain.Last}.liquid, which stands in for missing languages.");
        return (new(found), problems);
    }

    /// <summary>The template for the first of the locales, or of their languages, that has one.</summary>
    /// <param name="locales">Best first; English comes last by itself.</param>
    public MessageTemplate For(params IReadOnlyList<string?> locales) => templates[LocaleChain.Of(locales).First(templates.ContainsKey)];

    private static void Add(string file, Dictionary<string, MessageTemplate> found, List<string> problems)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (LocaleChain.Normal(name) is not { } locale)
        {
            problems.Add($"{file} is not named by a locale, such as en.liquid or pt-BR.liquid.");
            return;
        }

        var (template, wrong) = MessageTemplate.Parse(locale, file, File.ReadAllText(file));
        problems.AddRange(wrong.Select(problem => problem.ToString()));
        if (template is not null)
            found[locale] = template;
    }
}
