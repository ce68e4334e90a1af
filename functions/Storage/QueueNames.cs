namespace LoyaltyFunctions.Storage;

/// <summary>The queues of the app; each has a <c>-poison</c> twin.</summary>
public static class QueueNames
{
    public const string WixEvents = "wix-events";
    public const string ExternalEvents = "external-events";
    public const string CreateAccounts = "create-accounts";
    public const string MonthlyMessages = "monthly-messages";
    public const string Reconcile = "reconcile";

    public static IReadOnlyList<string> All { get; } = [WixEvents, ExternalEvents, CreateAccounts, MonthlyMessages, Reconcile];

    /// <summary>Where messages go that failed too often, as Azure Functions names it.</summary>
    public static string PoisonOf(string queue) => $"{queue}-poison";
}
