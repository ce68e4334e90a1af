using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Sync;

/// <summary>Refuses waits with which the protocol's guarantees would not hold, naming the setting.</summary>
internal sealed class SyncOptionsValidator(IOptions<WixOptions> wix) : IValidateOptions<SyncOptions>
{
    private static readonly TimeSpan LeastRetention = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, SyncOptions options)
    {
        List<string> problems = [];
        Positive(options.Lease, nameof(options.Lease));
        Positive(options.FenceDelay, nameof(options.FenceDelay));
        Positive(options.LookAgainDelay, nameof(options.LookAgainDelay));
        Positive(options.InsufficientPointsDelay, nameof(options.InsufficientPointsDelay));
        Positive(options.LoopWindow, nameof(options.LoopWindow));
        Least(options.LookAgainAttempts, 1, nameof(options.LookAgainAttempts));
        Least(options.MaxAttempts, 1, nameof(options.MaxAttempts));
        Least(options.InsufficientPointsAttempts, 0, nameof(options.InsufficientPointsAttempts));
        Least(options.LoopChanges, 4, nameof(options.LoopChanges));
        if (options.Retention < LeastRetention)
            problems.Add($"{SyncOptions.Section}:{nameof(options.Retention)} must be at least 7 days: Wix resends webhooks for 47 hours.");
        if (options.Overlap < options.TransactionLag)
            problems.Add($"{SyncOptions.Section}:{nameof(options.Overlap)} must not be shorter than {SyncOptions.Section}:{nameof(options.TransactionLag)}.");
        if (wix.Value.Timeout >= options.Lease)
            problems.Add($"{WixOptions.Section}:{nameof(WixOptions.Timeout)} must be shorter than {SyncOptions.Section}:{nameof(options.Lease)} ({options.Lease}).");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Positive(TimeSpan value, string setting)
        {
            if (value <= TimeSpan.Zero)
                problems.Add($"{SyncOptions.Section}:{setting} must be longer than zero.");
        }

        void Least(int value, int least, string setting)
        {
            if (value < least)
                problems.Add($"{SyncOptions.Section}:{setting} must be at least {least}.");
        }
    }
}
