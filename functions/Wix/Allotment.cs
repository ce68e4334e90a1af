namespace LoyaltyFunctions.Wix;

/// <summary>Calls that one instance has taken from the row and not yet used. What its slot leaves over is given back with the next taking.</summary>
internal sealed class Allotment
{
    private const int First = 4;

    // Reading an account and writing to it go together.
    private const int Least = 2;

    private readonly Lock gate = new();
    private int granted;
    private int left;
    private DateTimeOffset validUntil;
    private DateTimeOffset closedUntil;

    /// <summary>True when it is decided: taken with a <paramref name="wait"/> of zero, or none to be had for that long.</summary>
    public bool TryTake(DateTimeOffset now, out TimeSpan wait)
    {
        lock (gate)
        {
            wait = closedUntil > now ? closedUntil - now : TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
                return true;
            if (left == 0 || now >= validUntil)
                return false;
            left--;
            return true;
        }
    }

    /// <summary>Twice the last one when that was used up, else as much as was used of it: a quiet site wastes little, a busy one asks seldom.</summary>
    public int NextSize(int largest)
    {
        lock (gate)
            return Math.Clamp(granted == 0 ? First : left == 0 ? granted * 2 : granted - left, Math.Min(Least, largest), largest);
    }

    public void FillAndTake(int calls, DateTimeOffset until)
    {
        lock (gate)
            (granted, left, validUntil) = (calls, calls - 1, until);
    }

    /// <summary>What a slot that is over has left, and when it was over; none when it is not over yet.</summary>
    public (int Calls, DateTimeOffset Until) LeftOver(DateTimeOffset now)
    {
        lock (gate)
            return (now >= validUntil ? left : 0, validUntil);
    }

    /// <summary>What was left over is the row's again.</summary>
    public void GaveBack()
    {
        lock (gate)
            left = 0;
    }

    public void Close(DateTimeOffset until)
    {
        lock (gate)
            closedUntil = until > closedUntil ? until : closedUntil;
    }
}
