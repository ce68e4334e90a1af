using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LoyaltyFunctions.Bench.Runner;
using Perfolizer.Horology;

namespace LoyaltyFunctions.Bench.Micro;

/// <summary>The receive path step by step, by BenchmarkDotNet.</summary>
internal sealed class MicroPart : IPart
{
    public string Name => "micro";

    public Task<PartResult> RunAsync(BenchContext context, CancellationToken ct)
    {
        context.Say("Micro: the steps of receiving a webhook");
        var folder = Directory.CreateTempSubdirectory("loyalty-bench-").FullName;
        try
        {
            var job = Job.ShortRun.WithToolchain(new InProcessEmitToolchain(new()));
            if (context.Quick)
                job = job.WithWarmupCount(1).WithIterationCount(1).WithIterationTime(TimeInterval.FromMilliseconds(100));
            var config = ManualConfig.CreateEmpty().AddJob(job).AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(NullLogger.Instance)
                .AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default).WithArtifactsPath(folder).WithOptions(ConfigOptions.DisableOptimizationsValidator);
            var summary = BenchmarkRunner.Run<ReceivePath>(config);
            var table = new Table("step", "µs", "bytes allocated");
            foreach (var report in summary.Reports)
            {
                table.Add(
                    report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
                    report.ResultStatistics is { } statistics ? (statistics.Median / 1000).ToString("N1", CultureInfo.InvariantCulture) : "failed",
                    report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)?.ToString("N0", CultureInfo.InvariantCulture) ?? "");
            }

            return Task.FromResult(new PartResult("The receive path, step by step", ["One thread, no HTTP, by BenchmarkDotNet.", table.ToString()], [], []));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
