using System.Text.Json;
using LoyaltyFunctions.External;
using LoyaltyFunctions.External.Contract;

namespace LoyaltyFunctions.Sync;

/// <summary>What a callback says, once its signature is known to be good. Closed: a caller's <c>switch</c> over it is complete.</summary>
internal abstract record ExternalCallback
{
    private const int LongestReference = 256;

    private ExternalCallback()
    {
    }

    /// <summary>Points of an account changed.</summary>
    public sealed record PointsChanged(ExternalTransaction Transaction, long? Balance) : ExternalCallback;

    /// <summary>An event that this app does not act on.</summary>
    public sealed record UnknownType : ExternalCallback;

    /// <summary>Outside the contract.</summary>
    /// <param name="Why">Holds nothing of the body.</param>
    public sealed record Malformed(string Why) : ExternalCallback;

    /// <summary>Reads the callback's body. Pure.</summary>
    public static ExternalCallback Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var callback = JsonSerializer.Deserialize(body, ContractJson.Default.CallbackBody);
            return callback switch
            {
                null => new Malformed("The body is null."),
                { Type: not "points.changed" } => new UnknownType(),
                { Data.ValueKind: not JsonValueKind.Object } => new Malformed("data is not an object."),
                _ => Check(callback.Data.Deserialize(ContractJson.Default.PointsChangedBody)!),
            };
        }
        catch (JsonException e)
        {
            return new Malformed($"It is not JSON of the contract's form at {e.Path ?? "$"}, line {e.LineNumber + 1}.");
        }
    }

    private static ExternalCallback Check(PointsChangedBody data)
    {
        var change = data.Transaction;
        if (!ExternalId.IsValid(data.AccountId) || !ExternalId.IsValid(change.Id))
            return new Malformed("accountId or transaction.id is not an id: 1 to 128 of A-Z, a-z, 0-9, dot, underscore, colon and hyphen.");
        if (change.Reference?.Length > LongestReference)
            return new Malformed($"transaction.reference is longer than {LongestReference} characters.");
        return new PointsChanged(
            new ExternalTransaction(change.Id, data.AccountId, change.Points, change.Reference, change.OccurredAt), data.Balance);
    }
}
