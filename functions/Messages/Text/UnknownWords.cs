using Scriban.Syntax;

namespace LoyaltyFunctions.Messages.Text;

/// <summary>Finds the names in a template that nothing stands behind, in every branch of it.</summary>
internal sealed class UnknownWords : ScriptVisitor
{
    private readonly HashSet<string> own = new(StringComparer.Ordinal);
    private readonly List<ScriptVariable> used = [];

    public static IEnumerable<ScriptVariable> In(ScriptPage page)
    {
        var words = new UnknownWords();
        words.Visit(page);
        return words.used.Where(word => !TemplateWords.IsKnown(word.Name) && !words.own.Contains(word.Name));
    }

    public override void Visit(ScriptVariableGlobal node) => used.Add(node);

    public override void Visit(ScriptVariableLocal node) => used.Add(node);

    public override void Visit(ScriptAssignExpression node)
    {
        Own(node.Target);
        base.Visit(node);
    }

    public override void Visit(ScriptForStatement node)
    {
        Own(node.Variable);
        base.Visit(node);
    }

    public override void Visit(ScriptCaptureStatement node)
    {
        Own(node.Target);
        base.Visit(node);
    }

    private void Own(ScriptNode? target)
    {
        // A template may make words of its own, but none that would stand for another.
        if (target is ScriptVariable variable && !TemplateWords.IsKnown(variable.Name))
            own.Add(variable.Name);
    }
}
