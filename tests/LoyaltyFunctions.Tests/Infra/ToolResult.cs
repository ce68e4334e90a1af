namespace LoyaltyFunctions.Tests.Infra;

/// <summary>What a program said.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    public string All => Output + Errors;
}
