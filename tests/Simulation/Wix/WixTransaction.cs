namespace LoyaltyFunctions.Simulation.Wix;

/// <param name="At">By Wix's clock.</param>
/// <param name="ListedAt">From when on queries show it, in true time.</param>
/// <param name="MadeByApp">The truth, whatever Wix tells.</param>
internal sealed record WixTransaction(
    string Id, DateTimeOffset At, long Amount, string Type, string Description, string? Key, long Before, DateTimeOffset ListedAt, bool MadeByApp);
