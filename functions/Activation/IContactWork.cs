using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>What is done for each contact: in earnest, or as a rehearsal.</summary>
public interface IContactWork
{
    /// <param name="account">The contact's loyalty account; null when it has none.</param>
    /// <param name="person">The contact, and what nobody shares with it.</param>
    /// <param name="parked">Wix accounts that are parked.</param>
    /// <exception cref="WixException">Also <see cref="WixFailure.NotFound"/> when the contact is gone.</exception>
    Task<ContactOutcome> DoAsync(Job job, LoyaltyAccount? account, WixPerson person, IReadOnlySet<string> parked, CancellationToken ct);
}
