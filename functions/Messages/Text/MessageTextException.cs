namespace LoyaltyFunctions.Messages.Text;

/// <summary>A template could not be carried out for a member.</summary>
public sealed class MessageTextException(TemplateProblem problem, Exception? inner = null) : Exception(problem.ToString(), inner)
{
    public TemplateProblem Problem { get; } = problem;
}
