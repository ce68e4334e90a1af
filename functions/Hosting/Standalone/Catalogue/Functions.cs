using NCrontab;

namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <summary>
/// The functions of this process, ready to run, with their settings resolved. A function is left out where <c>AzureWebJobs:{name}:Disabled</c> is
/// true, as in Azure. <see href="https://learn.microsoft.com/azure/azure-functions/disable-function"/>
/// </summary>
public sealed class Functions
{
    private const string Connection = "Storage";

    /// <exception cref="FunctionsHostException">A function that cannot run; the message names it, and the setting at fault.</exception>
    public Functions(IReadOnlyList<FunctionDescriptor> descriptors, IServiceProviderIsService services, IConfiguration configuration)
    {
        All = [.. descriptors.Where(descriptor => !IsDisabled(descriptor.Name, configuration)).Select(descriptor => new Function(descriptor, services))];
        Queues = [.. All.Where(function => function.Descriptor.Trigger is QueueFunction).Select(function => (function, QueueOf(function, configuration)))];
        Timers = [.. All.Where(function => function.Descriptor.Trigger is TimerFunction).Select(function => (function, ScheduleOf(function, configuration)))];
        if (Queues.GroupBy(found => found.Queue).FirstOrDefault(group => group.Count() > 1) is { } shared)
            throw new FunctionsHostException($"Queue {shared.Key} has several functions: {string.Join(", ", shared.Select(found => found.Function.Name))}.");
    }

    public IReadOnlyList<Function> All { get; }

    public IReadOnlyList<(Function Function, string Queue)> Queues { get; }

    public IReadOnlyList<(Function Function, CrontabSchedule Schedule)> Timers { get; }

    private static bool IsDisabled(string function, IConfiguration configuration)
    {
        var setting = $"AzureWebJobs:{function}:Disabled";
        return configuration[setting] is { Length: > 0 } value
            && (bool.TryParse(value, out var disabled) ? disabled : throw new FunctionsHostException($"{setting} is '{value}'; it must be true or false."));
    }

    private static string QueueOf(Function function, IConfiguration configuration)
    {
        var trigger = (QueueFunction)function.Descriptor.Trigger;
        return trigger.Connection == Connection
            ? Settings.Resolve(trigger.QueueName, configuration, function.Name)
            : throw new FunctionsHostException($"The function {function.Name}: its queue trigger must say Connection = \"{Connection}\".");
    }

    private static CrontabSchedule ScheduleOf(Function function, IConfiguration configuration)
    {
        var written = ((TimerFunction)function.Descriptor.Trigger).Schedule;
        var schedule = Settings.Resolve(written, configuration, function.Name);
        return CrontabSchedule.TryParse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            ?? throw new FunctionsHostException(
                $"The function {function.Name}: its schedule {written} is '{schedule}', which is not a cron expression of six fields (seconds first).");
    }
}
