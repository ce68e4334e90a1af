using LoyaltyFunctions.External;
using LoyaltyFunctions.Lifecycle;
using LoyaltyFunctions.Simulation.External;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Simulation.Wix;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>
/// Brings both sides' events to the app: duplicated, late, shuffled, under another's id, or never. One that is not answered 200 in time is
/// sent again for two days.
/// </summary>
internal sealed class Webhooks
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(1250);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(48);
    private static readonly TimeSpan[] Resends =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    private readonly World world;
    private string lastWixId = "";

    public Webhooks(World world)
    {
        this.world = world;
        world.Wix.Changed = WixChanged;
        world.External.Booked = ExternalBooked;
    }

    /// <summary>Events that nobody will ever hear of.</summary>
    public int Dropped { get; private set; }

    private void WixChanged(WixAccount account, WixTransaction? transaction)
    {
        var id = lastWixId.Length > 0 && world.Faults.Happens(world.Weather.EventIdReused) ? lastWixId : world.Dice.NextGuid().ToString();
        lastWixId = id;
        var envelope = world.Wire.PointsUpdated(account, transaction, id);
        Send(id, instance => ReceiveWixAsync(instance, envelope));
    }

    private void ExternalBooked(ExternalAccountBook account, ExternalBooking booking)
    {
        var id = $"msg_{world.Dice.NextGuid():n}";
        var body = world.ExternalApi.Callback(booking).ToArray();
        Send(id, instance => ReceiveExternalAsync(instance, id, body));
    }

    private void Send(string id, Func<Instance, Task<bool>> receive)
    {
        if (world.Faults.Happens(world.Weather.WebhookDropped))
        {
            Dropped++;
            world.Trace.Add("dropped", id);
            return;
        }

        var copies = world.Faults.Happens(world.Weather.WebhookDuplicated) ? 2 + world.Dice.Next(2) : 1;
        for (var i = 0; i < copies; i++)
        {
            var delay = world.Faults.Happens(world.Weather.WebhookLate) ? world.Dice.UpTo(Latest)
                : world.Dice.Happens(world.Weather.EventFirst) ? TimeSpan.Zero
                : world.Dice.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));
            world.Loop.After(delay, () => Deliver(id, receive, attempt: 0));
        }
    }

    private void Deliver(string id, Func<Instance, Task<bool>> receive, int attempt)
    {
        world.Trace.Add("webhook", id, attempt);
        var accepted = false;
        if (world.AnyInstance() is { } instance)
        {
            instance.Run(async () => accepted = await receive(instance), () => { }, e =>
            {
                if (!InjectedFailureException.Explains(e))
                    world.Unexplained.Add($"receiver: {e}");
            });
        }

        world.Loop.After(AnswerWithin, () =>
        {
            if (!accepted && attempt < Resends.Length)
                world.Loop.After(Resends[attempt], () => Deliver(id, receive, attempt + 1));
        });
    }

    private async Task<bool> ReceiveWixAsync(Instance instance, byte[] envelope)
    {
        if (world.Weather.Signed)
        {
            var context = new DefaultHttpContext();
            context.Request.Body = new MemoryStream(WixSigner.Sign(envelope, instance.Clock.GetUtcNow()));
            return await instance.Service<ReceiveWixWebhook>().RunAsync(context.Request, CancellationToken.None) is OkResult;
        }

        // All of the receiver but the signature, which would take longer than all else in a seed.
        switch (instance.Service<WixWebhookReader>().Read(envelope, instance.Clock.GetUtcNow(), null))
        {
            case WebhookContent.Needed { Event: var own } when NewAccounts.IsOwn(own):
                return true;
            case WebhookContent.Needed needed:
                await instance.Service<MessageQueues>().SendAsync(QueueNames.WixEvents, needed.Event, TimeSpan.Zero, CancellationToken.None);
                return true;
            case var other:
                throw new InvalidOperationException($"The receiver made {other} of an event.");
        }
    }

    private static async Task<bool> ReceiveExternalAsync(Instance instance, string id, byte[] body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = body.Length;
        CallbackSigner.Sign(context.Request.Headers, id, body, instance.Clock.GetUtcNow());
        return await instance.Service<ReceiveExternalCallback>().RunAsync(context.Request, Sides.SiteId, CancellationToken.None) is OkResult;
    }
}
