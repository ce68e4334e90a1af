using System.Net;
using System.Text.Json;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Wix;

/// <summary>
/// What Wix's answer to Adjust Points or Earn Points means. Wix documents no error of either in particular, so the decision rests on the
/// general statuses and on the words in the body; a refusal that says neither is <see cref="WriteOutcome.Refused"/> with Wix's code, and
/// the caller learns the rest from the account's revision and balance.
/// </summary>
internal static class PointsWrites
{
    private static readonly string[] Insufficient = ["INSUFFICIENT", "NEGATIVE", "NOT_ENOUGH", "NOT ENOUGH", "BELOW ZERO"];

    public static WriteOutcome Adjusted(WixAnswer answer, long amount)
    {
        if (Common(answer) is { } outcome)
            return outcome;

        var error = WixError.Read(answer.Body);
        if (error.Says("REVISION"))
            return new WriteOutcome.Stale();
        if (amount < 0 && (Insufficient.Any(error.Says) || error.Code?.Contains("BALANCE", StringComparison.OrdinalIgnoreCase) == true))
            return new WriteOutcome.Refused(RefusalCodes.InsufficientPoints, answer.Describe(error));
        // "Different revision" is the documented meaning of 409 for an update.
        if (error.Code is null && answer.Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed)
            return new WriteOutcome.Stale();
        return Refused(answer, error);
    }

    public static WriteOutcome Earned(WixAnswer answer)
    {
        if (Common(answer) is { } outcome)
            return outcome;

        var error = WixError.Read(answer.Body);
        return error.Says("TRANSACTION_ALREADY_EXISTS") ? new WriteOutcome.Written(null, null, null) : Refused(answer, error);
    }

    /// <summary>The outcome when there was no answer.</summary>
    public static WriteOutcome Failed(WixException failure) => failure.Failure switch
    {
        WixFailure.Throttled => new WriteOutcome.Throttled(failure.Wait),
        WixFailure.NotPermitted => new WriteOutcome.Refused(RefusalCodes.NotPermitted, failure.Message),
        _ => new WriteOutcome.Unknown(failure.Message),
    };

    private static WriteOutcome? Common(WixAnswer answer) => (int)answer.Status switch
    {
        200 => Written(answer),
        401 or 403 => new WriteOutcome.Refused(RefusalCodes.NotPermitted, answer.Describe(WixError.Read(answer.Body))),
        404 => new WriteOutcome.Refused(RefusalCodes.AccountNotFound, answer.Describe(WixError.Read(answer.Body))),
        429 => new WriteOutcome.Throttled(answer.Wait),
        408 or < 400 or >= 500 => new WriteOutcome.Unknown(answer.Describe(WixError.Read(answer.Body))),
        _ => null,
    };

    private static WriteOutcome Written(WixAnswer answer)
    {
        try
        {
            return answer.Read<WriteOutcome>(body =>
            {
                var account = body.Member("account");
                var id = body.Id("transactionId") ?? account?.Member("latestTransaction")?.Id("id");
                return account is null && id is null
                    ? throw new JsonException("The answer names neither the account nor the transaction.")
                    : new WriteOutcome.Written(id, account?.Member("points")?.Int64("balance"), account?.Int64("revision"));
            });
        }
        catch (WixException e)
        {
            return new WriteOutcome.Unknown(e.Message);
        }
    }

    private static WriteOutcome.Refused Refused(WixAnswer answer, WixError error) =>
        new(error.Code ?? $"http_{(int)answer.Status}", answer.Describe(error));
}
