namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Collects deliveries and lets them go in random order, when it holds a windowful or has held them long enough.</summary>
internal sealed class ReorderBuffer(WixWorld world, Action<WebhookDelivery> release, CancellationToken stop)
{
    private readonly Lock gate = new();
    private List<WebhookDelivery> held = [];

    public void Add(WebhookDelivery delivery)
    {
        List<WebhookDelivery> window;
        bool first;
        bool full;
        lock (gate)
        {
            window = held;
            window.Add(delivery);
            first = window.Count == 1;
            full = window.Count >= world.Behaviour.ReorderWindow;
        }

        if (full)
            Release(window);
        else if (first)
            _ = ReleaseLaterAsync(window);
    }

    private async Task ReleaseLaterAsync(List<WebhookDelivery> window)
    {
        try
        {
            await Task.Delay(world.Behaviour.ReorderHold, world.Options.TimeProvider, stop);
            Release(window);
        }
        catch (OperationCanceledException)
        {
            // The simulator ends; so do the events that it still held.
        }
    }

    private void Release(List<WebhookDelivery> window)
    {
        lock (gate)
        {
            if (held != window)
                return;
            held = [];
        }

        var released = window.ToArray();
        world.Chance.Shuffle<WebhookDelivery>(released);
        foreach (var delivery in released)
            release(delivery);
    }
}
