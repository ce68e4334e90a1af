namespace LoyaltyFunctions.Sandbox.External;

/// <summary>A transaction of the external simulator, with what only the simulator knows.</summary>
/// <param name="Points">Signed: negative takes away.</param>
/// <param name="OccurredAt">When it was booked; never before that of an earlier one.</param>
/// <param name="Balance">The balance after it.</param>
/// <param name="MadeByApp">The truth, which no API answer tells: it came in over the REST API, not from a person.</param>
public sealed record SimulatedTransaction(
    string Id,
    string AccountId,
    TransactionKind Kind,
    long Points,
    long Balance,
    string? Reference,
    string? Description,
    DateTimeOffset OccurredAt,
    bool MadeByApp,
    string? IdempotencyKey)
{
    /// <summary>The transaction as lists and callbacks show it.</summary>
    internal SimulatedTransaction Shown(ExternalBehaviour behaviour) => this with
    {
        Id = behaviour.RewriteIds && MadeByApp ? $"re_{Id}" : Id,
        Reference = behaviour.EchoReference ? Reference : null,
    };
}
