using System.Collections.Concurrent;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// Does the work for a slice of contacts, several at a time. The first that has to wait for calls, or for a side that does not answer, stops
/// the others from beginning; who is not finished is named, so that nobody is forgotten.
/// <para>Whose account each linked contact has is noted for all of them at the end. A crash before that repeats the slice, and with it the
/// notes; events about a contact that is not noted wait while an activation is under way.</para>
/// </summary>
internal sealed class SliceWork(Job job, IContactWork work, IReadOnlySet<string> parked, AccountLinks links, JobStore jobs, int attempt)
{
    // Enough for a minute's calls in some seconds, and few enough to leave live events their turn in the same process.
    private const int AtOnce = 3;

    // Some two hours, as the waits grow.
    private const int MostAttempts = 30;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<ContactOutcome> outcomes = new();
    private readonly ConcurrentQueue<string> todo = new();
    private readonly Lock gate = new();
    private TimeSpan wait;
    private string? why;
    private bool stop;
    private bool look;
    private bool throttled = true;

    public async Task<SliceResult> RunAsync(
        IReadOnlyList<WixPerson> people, IReadOnlyDictionary<string, LoyaltyAccount> accounts, CancellationToken ct)
    {
        await Parallel.ForEachAsync(people, SideBySide.Of(AtOnce, ct), async (person, token) =>
        {
            if (Volatile.Read(ref stop))
                todo.Enqueue(person.ContactId!);
            else
                await DoOneAsync(person, accounts.GetValueOrDefault(person.ContactId!), token);
        });

        await links.PutContactsAsync(job.SiteId, outcomes.Select(outcome => outcome.Link).OfType<Link>(), ct);
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        foreach (var outcome in outcomes)
        {
            foreach (var name in outcome.Counts)
                counts[name] = counts.GetValueOrDefault(name) + 1;
            if (outcome.Finding is { } finding)
                await jobs.ReportAsync(job.JobId, finding, ct);
        }

        return new(counts, outcomes.Count, [.. todo], look, wait, throttled && why is not null, why);
    }

    private async Task DoOneAsync(WixPerson person, LoyaltyAccount? account, CancellationToken ct)
    {
        try
        {
            outcomes.Enqueue(await work.DoAsync(job, account, person, parked, ct));
        }
        catch (ContactUnfinishedException e)
        {
            Volatile.Write(ref look, true);
            Wait(person, e.Wait, e.Message, e.StopOthers, isThrottled: false);
        }
        catch (WixException e) when (e.Failure is WixFailure.Throttled)
        {
            Wait(person, e.Wait, "Wix's calls of this minute are spent.", stopOthers: true, isThrottled: true);
        }
        catch (Exception e) when (attempt >= MostAttempts && e is WixException { Failure: WixFailure.Unavailable } or ExternalException { Failure: ExternalFailure.Unavailable })
        {
            // One contact that a system always fails on must not hold up all the others for ever.
            outcomes.Enqueue(new([ActivationCounts.Contacts, ActivationCounts.Failed], ContactFindings.Of(person, "no_answer", detail: e.Message)));
        }
        catch (WixException e) when (e.Failure is WixFailure.Unavailable or WixFailure.NotPermitted)
        {
            Volatile.Write(ref look, true);
            Wait(person, Backoff.Of(attempt, FirstRetry), e.Message, stopOthers: true, isThrottled: false);
        }
        catch (ExternalException e) when (e.Failure is ExternalFailure.Throttled or ExternalFailure.Unavailable or ExternalFailure.NotPermitted)
        {
            var pause = e.Failure == ExternalFailure.Throttled ? e.Wait : Backoff.Of(attempt, FirstRetry);
            // Its account was made before the external system was asked.
            Volatile.Write(ref look, true);
            Wait(person, pause, e.Message, stopOthers: true, isThrottled: e.Failure == ExternalFailure.Throttled);
        }
        catch (WixException e) when (e.Failure is WixFailure.NotFound)
        {
            outcomes.Enqueue(new([ActivationCounts.Contacts, ActivationCounts.Gone]));
        }
        catch (Exception e) when (e is WixException or ExternalException)
        {
            // Their decision, not a passing failure: the same would be refused again.
            outcomes.Enqueue(new([ActivationCounts.Contacts, ActivationCounts.Failed], ContactFindings.Of(person, "refused", detail: e.Message)));
        }
    }

    private void Wait(WixPerson person, TimeSpan pause, string reason, bool stopOthers, bool isThrottled)
    {
        todo.Enqueue(person.ContactId!);
        lock (gate)
        {
            wait = pause > wait ? pause : wait;
            why = reason;
            throttled &= isThrottled;
            stop |= stopOthers;
        }
    }
}
