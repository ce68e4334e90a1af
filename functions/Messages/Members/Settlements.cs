namespace LoyaltyFunctions.Messages.Members;

/// <summary>
/// Writes what became of members, several in one storage call. A crash before it leaves members who are looked up in their inbox afterwards;
/// that is why few wait here.
/// </summary>
public sealed class Settlements(MemberMessages messages, string jobId)
{
    private const int AtOnce = 20;

    private readonly Lock gate = new();
    private List<MemberRow> waiting = [];

    public async Task AddAsync(MemberRow row, CancellationToken ct)
    {
        List<MemberRow> full;
        lock (gate)
        {
            waiting.Add(row);
            if (waiting.Count < AtOnce)
                return;
            (full, waiting) = (waiting, []);
        }

        await messages.UpdateAllAsync(jobId, full, ct);
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        List<MemberRow> rest;
        lock (gate)
            (rest, waiting) = (waiting, []);
        if (rest.Count > 0)
            await messages.UpdateAllAsync(jobId, rest, ct);
    }
}
