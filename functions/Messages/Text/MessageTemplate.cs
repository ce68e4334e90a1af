using System.Globalization;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace LoyaltyFunctions.Messages.Text;

/// <summary>
/// A message in one language: a Liquid file (<see href="https://shopify.github.io/liquid/"/>) whose first part, up to a line of <c>---</c>, is the
/// preview. Values are put in as they are: text that looks like a template stays text.
/// </summary>
public sealed class MessageTemplate
{
    private const string Separator = "---";
    private const int MostLoops = 1000;

    private readonly string file;
    private readonly int bodyLine;
    private readonly Template preview;
    private readonly Template body;

    private MessageTemplate(string locale, string file, int bodyLine, Template preview, Template body)
    {
        (Locale, this.file, this.bodyLine, this.preview, this.body) = (locale, file, bodyLine, preview, body);
    }

    public string Locale { get; }

    /// <summary>Reads a template and tries it with members of every kind.</summary>
    /// <returns>The template, or what is wrong with it.</returns>
    public static (MessageTemplate? Template, IReadOnlyList<TemplateProblem> Problems) Parse(string locale, string file, string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var end = Array.FindIndex(lines, line => line.Trim() == Separator);
        if (end < 0)
            return (null, [new(file, lines.Length, 1, $"There is no line of {Separator} between the preview and the text.")]);
        var template = new MessageTemplate(
            locale, file, end + 1, Parse(string.Join('\n', lines[..end]), file), Parse(string.Join('\n', lines[(end + 1)..]), file));
        List<TemplateProblem> problems = [.. template.Check(template.preview, 0), .. template.Check(template.body, template.bodyLine)];
        if (problems.Count == 0 && template.Try() is { } problem)
            problems.Add(problem);
        return problems.Count == 0 ? (template, problems) : (null, problems);
    }

    /// <summary>The message for one member.</summary>
    /// <exception cref="MessageTextException">The text becomes too long or empty, or the template cannot be carried out.</exception>
    public MessageText Render(TemplateValues values)
    {
        var text = Render(body, bodyLine, values);
        if (text.Length is 0 or > MessageText.LongestText)
            throw new MessageTextException(new(file, bodyLine + 1, 1, $"The text has {text.Length} characters; 1 to {MessageText.LongestText} are possible."));
        var line = PlainText.Of(Render(preview, 0, values), MessageText.LongestPreview);
        return new(line ?? PlainText.Of(text, MessageText.LongestPreview)!, text, Locale);
    }

    private static Template Parse(string part, string file) => Template.ParseLiquid(part, file);

    private IEnumerable<TemplateProblem> Check(Template part, int above)
    {
        if (part.HasErrors)
            return part.Messages.Where(message => message.Type == ParserMessageType.Error).Select(message => At(message.Span, above, message.Message)).Take(1);
        return UnknownWords.In(part.Page!).Select(word => At(word.Span, above, $"'{word.Name}' is unknown. The variables are {TemplateWords.List}."));
    }

    private TemplateProblem? Try()
    {
        try
        {
            foreach (var values in TemplateValues.Samples())
                Render(values);
            return null;
        }
        catch (MessageTextException e)
        {
            return e.Problem;
        }
    }

    private string Render(Template part, int above, TemplateValues values)
    {
        var context = new LiquidTemplateContext
        {
            StrictVariables = true,
            LoopLimit = MostLoops,
            LimitToString = MessageText.LongestText + 1,
            NewLine = "\n",
        };
        context.PushCulture(CultureInfo.GetCultureInfo(Locale));
        context.PushGlobal(TemplateWords.Of(values, Locale));
        // Where the template puts words of its own.
        context.PushGlobal(new ScriptObject());
        try
        {
            return part.Render(context).Trim();
        }
        catch (ScriptRuntimeException e)
        {
            throw new MessageTextException(At(e.Span, above, e.OriginalMessage), e);
        }
    }

    // What is missing at the end of the file has no place of its own.
    private TemplateProblem At(SourceSpan span, int above, string what) =>
        span.Start.Line < 0 ? new(file, above + 1, 1, what) : new(file, above + span.Start.Line + 1, span.Start.Column + 1, what);
}
