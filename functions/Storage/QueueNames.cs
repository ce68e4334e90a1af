namespace LoyaltyFunctions.Storage;

/// <summary>The queues of the app; each has a <c>-poison</c> twin.</summary>
public static class QueueNames
{
    public const string WixEvents = "wix-events";
    public const string ExternalEvents = "external-events";
    public const string CreateAccounts = "create-accounts";
    public const string MonthlyMessages = "monthly-messages";
}
