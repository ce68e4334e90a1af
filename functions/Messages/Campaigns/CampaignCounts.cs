namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>The figures of a campaign's job, by name. Skipped members are counted as <c>skipped.</c> and the reason.</summary>
public static class CampaignCounts
{
    public const string Accounts = "accounts";
    public const string Sent = "sent";
    public const string WouldSend = "wouldSend";
    public const string Failed = "failed";
    public const string Unknown = "unknown";
    public const string Repeated = "repeated";
    public const string WixCalls = "wixCalls";
    public const string StorageCalls = "storageCalls";

    public static string Skipped(string reason) => $"skipped.{reason}";
}
