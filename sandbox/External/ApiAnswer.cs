using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Sandbox.External;

/// <summary>What an endpoint of the external simulator answers, before any fault befalls it.</summary>
/// <param name="Booked">A transaction that the request made, whose callback is due.</param>
internal sealed record ApiAnswer(int Status, object Body, SimulatedTransaction? Booked = null)
{
    public bool IsProblem => Body is ProblemDetails;

    /// <summary>An error as problem details, with the contract's <c>code</c>.</summary>
    public static ApiAnswer Problem(int status, string code, string title, string detail) =>
        new(status, new ProblemDetails { Type = $"urn:external-loyalty:{code}", Status = status, Title = title, Detail = detail, Extensions = { ["code"] = code } });
}
