namespace LoyaltyFunctions.Sandbox.Demo.Display;

/// <summary>Where the demo shows how far it is.</summary>
internal interface IScreen
{
    /// <summary>Says one line.</summary>
    void Say(string line);

    /// <summary>Shows a bar, and a table under it where the view has rows, until <paramref name="work"/> is over.</summary>
    /// <param name="now">How far the work is; asked several times a second.</param>
    Task WatchAsync(string title, Func<View> now, Task work);

    /// <summary>Shows a table for good.</summary>
    void Show(string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows);
}
