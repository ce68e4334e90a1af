namespace LoyaltyFunctions.Messages.Text;

/// <summary>Why a template cannot be used, and where.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record TemplateProblem(string File, int Line, int Column, string What)
{
    public override string ToString() => $"{File}({Line},{Column}): {What}";
}
