using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// Links Wix accounts that no event linked, or reports why not. One that is parked is only reported: a person decides, or its next event tries
/// again.
/// </summary>
public sealed class UnlinkedAccounts(AccountLinker linker, WixPeople people, Parking parking, JobStore jobs)
{
    /// <summary>Some two hours, as the waits grow.</summary>
    public const int MostAttempts = 30;

    /// <returns>Whether it is linked now, or will be when Wix's lists have caught up with it.</returns>
    public async Task<bool> LinkAsync(Job job, LoyaltyAccount account, int attempt, CancellationToken ct)
    {
        var parked = await parking.FindAccountAsync(job.SiteId, Side.Wix, account.Id, ct);
        var reason = parked?.Reason;
        if (parked is null && !job.DryRun)
        {
            try
            {
                var person = await people.OwnerOfAsync(job.SiteId, account, WixWork.Background, ct);
                var result = await linker.LinkAsync(job.SiteId, account, person, wasParked: false, WixWork.Background, ct);
                if (result.Link is not null || result.Again is not null)
                    return true;
                reason = result.Reason;
            }
            catch (WixException e) when (!Passes(e.Failure is WixFailure.Throttled, e.Failure is WixFailure.Unavailable or WixFailure.NotPermitted, attempt))
            {
                reason = e.Message;
            }
            catch (ExternalException e) when (!Passes(
                e.Failure is ExternalFailure.Throttled, e.Failure is ExternalFailure.Unavailable or ExternalFailure.NotPermitted, attempt))
            {
                reason = e.Message;
            }
        }

        await jobs.ReportAsync(job.JobId, ReconcileFindings.OfWixOnly(account, reason), ct);
        return false;
    }

    // One account that a system always fails on must not hold up all the others for ever.
    private static bool Passes(bool throttled, bool mayPass, int attempt) => throttled || (mayPass && attempt < MostAttempts);
}
