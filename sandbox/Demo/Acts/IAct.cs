using LoyaltyFunctions.Sandbox.Demo.Display;

namespace LoyaltyFunctions.Sandbox.Demo.Acts;

/// <summary>One part of the site's day. Acts follow each other; each leaves the site for the next.</summary>
internal interface IAct
{
    string Title { get; }

    /// <summary>How far it is; asked while it runs.</summary>
    View Now(DemoRun run);

    Task RunAsync(DemoRun run, CancellationToken ct);
}
