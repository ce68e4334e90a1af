using LoyaltyFunctions.Simulation.Loop;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>One process of the app. Its services are never disposed of, as those of a killed process: some would wait for what never comes.</summary>
internal sealed class Instance
{
    private readonly World world;
    private readonly ServiceProvider services;
    private readonly Dictionary<string, int> busy = new(StringComparer.Ordinal);

    public Instance(World world, int number)
    {
        this.world = world;
        Number = number;
        Life = new Life(world.Loop);
        var skew = world.Weather.InstanceSkew;
        Clock = new InstanceClock(world.Loop, Life, skew == TimeSpan.Zero ? skew : world.Dice.Between(-skew, skew));
        services = InstanceServices.Build(world, this);
    }

    public int Number { get; }

    public Life Life { get; }

    public InstanceClock Clock { get; }

    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>How many messages of the queue it works on.</summary>
    public int Busy(string queue) => busy.GetValueOrDefault(queue);

    public void Begin(string queue) => busy[queue] = Busy(queue) + 1;

    public void End(string queue) => busy[queue] = Busy(queue) - 1;

    public void Kill()
    {
        if (Life.IsOver)
            return;
        Life.End();
        world.Died(this);
    }

    /// <summary>Runs a piece of the app; what it throws goes to <paramref name="failed"/>. Neither comes when the instance dies.</summary>
    public void Run(Func<Task> work, Action done, Action<Exception> failed) => Life.Run(_ => _ = RunAsync(work, done, failed), null);

    private static async Task RunAsync(Func<Task> work, Action done, Action<Exception> failed)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            failed(e);
            return;
        }

        done();
    }
}
