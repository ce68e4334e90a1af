using System.Collections.Concurrent;
using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Messages.Text;

/// <summary>Each site's templates, read once.</summary>
public sealed class SiteTemplates
{
    private readonly ConcurrentDictionary<string, (TemplateSet Set, IReadOnlyList<string> Problems)> sets = new(StringComparer.Ordinal);

    /// <summary>The site's templates; its own were checked at the start.</summary>
    public TemplateSet Of(MessageOptions options) => Load(options).Set;

    /// <summary>
    /// What is wrong with the site's own templates, each with its file, line and column. The shipped ones only have to be there: the tests
    /// check them, and a site without templates of its own starts without reading any.
    /// </summary>
    public IReadOnlyList<string> Check(MessageOptions options) => options.Templates is { Length: > 0 } ? Load(options).Problems : TemplateSet.WhyNotShipped();

    private (TemplateSet Set, IReadOnlyList<string> Problems) Load(MessageOptions options) => sets.GetOrAdd(
        options.Templates ?? "",
        static folder => folder.Length == 0
            ? TemplateSet.Load(TemplateSet.ShippedFolder)
            : TemplateSet.Load(TemplateSet.ShippedFolder, Path.GetFullPath(folder, AppContext.BaseDirectory)));
}
