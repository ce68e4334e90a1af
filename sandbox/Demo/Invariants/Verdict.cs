namespace LoyaltyFunctions.Sandbox.Demo.Invariants;

/// <summary>Whether one promise of the sync held.</summary>
/// <param name="Promise">The promise, in words.</param>
/// <param name="Violations">Each thing that breaks it, named so that it can be found in the ledgers; empty when it holds.</param>
public sealed record Verdict(string Invariant, string Promise, IReadOnlyList<string> Violations)
{
    public bool Holds => Violations.Count == 0;
}
