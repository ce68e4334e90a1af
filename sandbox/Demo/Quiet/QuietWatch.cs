namespace LoyaltyFunctions.Sandbox.Demo.Quiet;

/// <summary>Waits until nothing has moved for a while, and gives up when that takes too long.</summary>
internal sealed class QuietWatch(Func<CancellationToken, Task<Calm>> read, TimeProvider time, TimeSpan stillFor, TimeSpan limit)
{
    private static readonly TimeSpan LongestBetween = TimeSpan.FromMilliseconds(500);

    private readonly TimeSpan between = stillFor / 3 < LongestBetween ? stillFor / 3 : LongestBetween;

    /// <summary>Waits.</summary>
    /// <param name="seen">Told of every look.</param>
    /// <returns>What was unfinished in the end, one line each; empty when all was quiet.</returns>
    public async Task<IReadOnlyList<string>> WaitAsync(Action<Calm> seen, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var stillSince = began;
        long? movement = null;
        while (true)
        {
            var calm = await read(ct);
            seen(calm);
            if (movement != calm.Movement || calm.UnderWay.Count > calm.Hopeless.Count)
                stillSince = time.GetTimestamp();
            movement = calm.Movement;
            if (time.GetElapsedTime(stillSince) >= stillFor)
                return calm.Hopeless;
            if (time.GetElapsedTime(began) >= limit)
                return [.. calm.UnderWay, $"no quiet within {limit.TotalSeconds:0} seconds"];
            await Task.Delay(between, time, ct);
        }
    }
}
