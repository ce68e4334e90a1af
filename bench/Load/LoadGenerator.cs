using System.Net;
using LoyaltyFunctions.Bench.Processes;

namespace LoyaltyFunctions.Bench.Load;

/// <summary>Keeps so many connections busy for a while and measures what comes of it.</summary>
internal static class LoadGenerator
{
    // For an answer, beyond the end of the turn.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="processId">Whose processor time is counted.</param>
    /// <exception cref="TimeoutException">The server stopped answering.</exception>
    public static async Task<LoadResult> RunAsync(
        Uri address, string path, IReadOnlyList<byte[]> bodies, int connections, TimeSpan duration, int processId, TimeProvider time, CancellationToken ct)
    {
        var server = new IPEndPoint(IPAddress.Loopback, address.Port);
        var requests = bodies.Select(body => LoadConnection.Request(address, path, body)).ToList();
        var all = Enumerable.Range(0, connections).Select(n => new LoadConnection(server, requests, n * 7, time)).ToList();
        try
        {
            foreach (var connection in all)
                await connection.ConnectAsync(ct);

            var cpu = ProcessUsage.Cpu(processId);
            var start = time.GetTimestamp();
            var until = start + (long)(duration.TotalSeconds * time.TimestampFrequency);
            var took = await Task.WhenAll(all.Select(connection => Task.Run(() => connection.RunAsync(until), ct))).WaitAsync(duration + Patience, ct);
            var elapsed = time.GetElapsedTime(start);
            return LoadResult.Of([.. took.SelectMany(t => t)], elapsed, ProcessUsage.Cpu(processId) - cpu, time);
        }
        finally
        {
            foreach (var connection in all)
                connection.Dispose();
        }
    }
}
