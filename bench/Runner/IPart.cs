namespace LoyaltyFunctions.Bench.Runner;

/// <summary>A part of the benchmark that can be run by itself.</summary>
internal interface IPart
{
    /// <summary>As on the command line.</summary>
    string Name { get; }

    Task<PartResult> RunAsync(BenchContext context, CancellationToken ct);
}
