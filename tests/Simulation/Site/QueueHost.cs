using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Sandbox.InMemoryStorage;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Simulation.Loop;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>
/// Brings messages to the functions as a host does, with <c>host.json</c>'s numbers: each at least once, hidden from others while it is
/// worked on, and on the poison queue after the last try.
/// </summary>
internal sealed class QueueHost
{
    private const int MaxDequeueCount = 5;

    // A batch of 16, and another as soon as only 8 of it are left.
    private const int MostAtOnce = 24;

    private static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan VisibilityTimeout = TimeSpan.FromSeconds(10);

    private readonly World world;
    private readonly Dictionary<string, (DateTimeOffset At, Planned Plan)> looks = new(StringComparer.Ordinal);

    public QueueHost(World world)
    {
        this.world = world;
        foreach (var queue in QueueNames.All)
        {
            world.Storage.CreateQueue(queue);
            world.Storage.CreateQueue(QueueNames.PoisonOf(queue));
        }
    }

    /// <summary>How often a message ended on a poison queue.</summary>
    public int Poisoned { get; private set; }

    /// <summary>Functions that have begun and not ended, on instances that live.</summary>
    public int Running { get; private set; }

    /// <summary>Something may have changed on the queue: it is looked at as soon as a message can be seen.</summary>
    public void Notice(string queue)
    {
        if (world.Storage.FindQueue(queue)?.NextVisibleAt is not { } next || queue.EndsWith("-poison", StringComparison.Ordinal))
            return;
        if (looks.TryGetValue(queue, out var look) && !look.Plan.IsCancelled && look.At <= next && look.At > world.Loop.Now)
            return;
        look.Plan?.Cancel();
        var at = (next > world.Loop.Now ? next : world.Loop.Now) + world.Dice.UpTo(TimeSpan.FromMilliseconds(300));
        looks[queue] = (at, world.Loop.At(at, () => Receive(queue)));
    }

    private void Receive(string queue)
    {
        looks.Remove(queue);
        if (world.AnyInstance() is not { } instance || instance.Busy(queue) >= MostAtOnce)
        {
            var at = world.Loop.Now + TimeSpan.FromSeconds(1);
            looks[queue] = (at, world.Loop.At(at, () => Receive(queue)));
            return;
        }

        foreach (var message in world.Storage.FindQueue(queue)!.Receive(1 + world.Dice.Next(4), world.Loop.Now, LockDuration))
            Begin(queue, message, instance);
        Notice(queue);
    }

    private void Begin(string queue, QueuedMessage message, Instance instance)
    {
        world.Trace.Add("begin", queue, message.DequeueCount);
        var work = new Work(queue, message.Id, message.DequeueCount, message.Text, instance, message.Receipt);
        if (message.DequeueCount > MaxDequeueCount)
        {
            // Its last try never ended.
            Poison(work);
            return;
        }

        var received = QueuesModelFactory.QueueMessage(
            message.Id, message.Receipt, new BinaryData(message.Text), message.DequeueCount, message.VisibleAt, message.InsertedAt, DateTimeOffset.MaxValue);
        Running++;
        instance.Begin(queue);
        work.Renewal = world.Loop.After(LockDuration / 2, () => Renew(work));
        instance.Run(
            () => queue switch
            {
                QueueNames.WixEvents => instance.Service<SyncFromWix>().RunAsync(received, CancellationToken.None),
                QueueNames.ExternalEvents => instance.Service<SyncFromExternal>().RunAsync(received, CancellationToken.None),
                QueueNames.Reconcile => instance.Service<ReconcileAccounts>().RunAsync(received, CancellationToken.None),
                _ => throw new NotSupportedException($"Nothing here puts messages on {queue}."),
            },
            () => Done(work),
            e => Failed(work, e));
    }

    private void Renew(Work work)
    {
        if (work.Instance.Life.IsOver)
        {
            Running--;
            return;
        }

        if (world.Faults.Happens(world.Weather.LockLost))
            work.Receipt = "";
        if (world.Storage.FindQueue(work.Queue)!.Update(work.MessageId, work.Receipt, world.Loop.Now + LockDuration) is { } renewed)
            work.Receipt = renewed.Receipt;
        work.Renewal = world.Loop.After(LockDuration / 2, () => Renew(work));
    }

    private void Done(Work work)
    {
        Ended(work);
        if (!world.Faults.Happens(world.Weather.DeleteLost))
            world.Storage.FindQueue(work.Queue)!.Delete(work.MessageId, work.Receipt);
        Notice(work.Queue);
    }

    private void Failed(Work work, Exception e)
    {
        Ended(work);
        world.Trace.Add("failed", work.Queue, work.Tries);
        world.Trace.Say($"exception {e}");
        if (!InjectedFailureException.Explains(e))
            world.Unexplained.Add($"{work.Queue}: {e}");
        if (work.Tries >= MaxDequeueCount)
            Poison(work);
        else
            world.Storage.FindQueue(work.Queue)!.Update(work.MessageId, work.Receipt, world.Loop.Now + VisibilityTimeout);
        Notice(work.Queue);
    }

    private void Ended(Work work)
    {
        Running--;
        work.Instance.End(work.Queue);
        work.Renewal?.Cancel();
        world.Trace.Add("end", work.Queue, work.Tries);
    }

    private void Poison(Work work)
    {
        if (!world.Storage.FindQueue(work.Queue)!.Delete(work.MessageId, work.Receipt))
            return;
        Poisoned++;
        world.Trace.Add("poison", work.Queue);
        world.Storage.FindQueue(QueueNames.PoisonOf(work.Queue))!.Put(work.Text, world.Loop.Now, world.Loop.Now);
    }

    private sealed class Work(string queue, string messageId, int tries, ReadOnlyMemory<byte> text, Instance instance, string receipt)
    {
        public string Queue => queue;

        public string MessageId => messageId;

        public int Tries => tries;

        public ReadOnlyMemory<byte> Text => text;

        public Instance Instance => instance;

        public string Receipt { get; set; } = receipt;

        public Planned? Renewal { get; set; }
    }
}
