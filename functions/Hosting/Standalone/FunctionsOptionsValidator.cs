using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Hosting.Standalone;

internal sealed class FunctionsOptionsValidator : IValidateOptions<FunctionsOptions>
{
    public ValidateOptionsResult Validate(string? name, FunctionsOptions options)
    {
        var failures = new List<string>();
        Check("Functions:DrainTimeout", options.DrainTimeout, TimeSpan.Zero, TimeSpan.FromHours(1));
        Check("Functions:Queues:LockDuration", options.Queues.LockDuration, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        Check("Functions:Queues:MinPollingInterval", options.Queues.MinPollingInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Check("Functions:Timers:Lease", options.Timers.Lease, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        failures.AddRange(options.Keys.Where(key => string.IsNullOrWhiteSpace(key.Value)).Select(key => $"Functions:Keys:{key.Key} is empty."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string setting, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                failures.Add($"{setting} is {value}; it must be from {least} to {most}.");
        }
    }
}
