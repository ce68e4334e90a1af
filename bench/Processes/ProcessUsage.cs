using System.Diagnostics;
using System.Globalization;

namespace LoyaltyFunctions.Bench.Processes;

/// <summary>What the operating system says that a process has used.</summary>
internal static class ProcessUsage
{
    /// <summary>User and system time of all its threads.</summary>
    public static TimeSpan Cpu(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    /// <summary>Resident memory now, in MB.</summary>
    public static double ResidentMb(int id) => Status(id, "VmRSS:");

    /// <summary>The most resident memory that it ever had, in MB.</summary>
    public static double PeakMb(int id) => Status(id, "VmHWM:");

    private static double Status(int id, string field)
    {
        var file = $"/proc/{id.ToString(CultureInfo.InvariantCulture)}/status";
        if (File.Exists(file))
        {
            var line = File.ReadLines(file).First(l => l.StartsWith(field, StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }

        using var process = Process.GetProcessById(id);
        return (field == "VmHWM:" ? process.PeakWorkingSet64 : process.WorkingSet64) / 1024.0 / 1024.0;
    }
}
