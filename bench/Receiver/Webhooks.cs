using System.Text;
using LoyaltyFunctions.Sandbox.Serve;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>Signed webhooks as the simulated Wix makes them, ready to be sent again and again.</summary>
/// <param name="Unneeded">
/// Account Created events of empty accounts that the app itself made: it verifies and reads each one to the end, and then knows that it need
/// not keep it. All that a receiver does but the queue.
/// </param>
/// <param name="Needed">Points Updated events, each put on the queue.</param>
internal sealed record Webhooks(IReadOnlyList<byte[]> Unneeded, IReadOnlyList<byte[]> Needed)
{
    private const int Different = 64;

    public static Webhooks Create(SiteKeys keys)
    {
        var world = new WixWorld(new WixSimulatorOptions
        {
            AppId = keys.AppId,
            InstanceIds = [keys.InstanceId],
            ProgramActive = true,
        });
        using var signer = new WebhookSigner(keys.PrivateKeyPem, TimeProvider.System);
        var events = new WebhookEvents(world);
        var accounts = new AccountBook(world);
        var contacts = new ContactBook(world);
        var site = world.Sites[keys.InstanceId];
        var (app, person) = (new Origin(ByApp: true, "bench"), new Origin(ByApp: false, "bench"));
        List<byte[]> unneeded = [];
        List<byte[]> needed = [];
        for (var i = 0; i < Different; i++)
        {
            var contact = contacts.Add(site, new NewWixContact($"person{i}@example.com", $"Person {i}", Member: true));
            var account = accounts.Create(site, contact, out _);
            unneeded.Add(Signed(events.AccountCreated(site, account, app)));
            var change = accounts.Write(
                site, account, person, _ => new PointsMove("EARN", 10) { Description = "Earned by a purchase", AppId = WixWorld.LoyaltyAppId });
            needed.Add(Signed(events.Of(change).Single()));
        }

        return new(unneeded, needed);

        byte[] Signed(WebhookEvent e) => Encoding.ASCII.GetBytes(signer.Sign(e, e.EventId));
    }
}
