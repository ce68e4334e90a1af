using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Messages;

/// <summary>Refuses waits with which somebody could get a message twice, naming the setting.</summary>
internal sealed class MessagesOptionsValidator(IOptions<WixOptions> wix) : IValidateOptions<MessagesOptions>
{
    // Get Or Create Conversation and Send Message.
    private const int CallsALease = 2;

    public ValidateOptionsResult Validate(string? name, MessagesOptions options)
    {
        List<string> problems = [];
        if (options.Lease <= wix.Value.Timeout * CallsALease)
        {
            problems.Add(
                $"{MessagesOptions.Section}:{nameof(options.Lease)} must be longer than {CallsALease} times {WixOptions.Section}:{nameof(WixOptions.Timeout)}, {wix.Value.Timeout}.");
        }


        if (options.CatchUp < TimeSpan.FromHours(1) || options.CatchUp > TimeSpan.FromDays(20))
            problems.Add($"{MessagesOptions.Section}:{nameof(options.CatchUp)} must be between one hour and 20 days.");
        if (options.WaitDelay <= TimeSpan.Zero || options.WaitDelay > TimeSpan.FromDays(1))
            problems.Add($"{MessagesOptions.Section}:{nameof(options.WaitDelay)} must be above zero and at most a day.");
        if (options.MaxAttempts is < 1 or > 20)
            problems.Add($"{MessagesOptions.Section}:{nameof(options.MaxAttempts)} must be between 1 and 20.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
