using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>The person of one case.</summary>
public sealed class Subject
{
    private readonly SyncWorld world;
    private readonly string contactId;
    private readonly string? externalAccountId;

    private Subject(SyncWorld world, string contactId, string email, string? wixAccountId, string? externalAccountId)
    {
        this.world = world;
        this.contactId = contactId;
        this.externalAccountId = externalAccountId;
        Email = email;
        WixAccountId = wixAccountId;
    }

    public string Email { get; }

    public string? WixAccountId { get; }

    /// <summary>What calls about this person name.</summary>
    public IEnumerable<string> Names => new[] { Email, contactId, WixAccountId, externalAccountId }.OfType<string>();

    public static Subject Create(SyncWorld world, bool onWix, bool outside, long points = 0)
    {
        var email = $"person-{Guid.NewGuid():n}@example.com";
        var contact = world.Wix.AddContact(new NewWixContact(email, "Some One"), silent: true);
        var account = onWix ? world.Wix.CreateAccount(contact.Id).Id : null;
        if (points > 0)
            world.Wix.Earn(account!, points);
        return new(world, contact.Id, email, account, outside ? world.External.AddAccount(email, points: points).Id : null);
    }

    public void OnWix(long points)
    {
        if (points > 0)
            world.Wix.Earn(WixAccountId!, points);
        else
            world.Wix.Redeem(WixAccountId!, -points);
    }

    public void Outside(long points)
    {
        if (points > 0)
            world.External.Earn(externalAccountId!, points);
        else
            world.External.Redeem(externalAccountId!, -points);
    }
}
