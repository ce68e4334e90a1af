namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The inbox conversation of one member or contact.</summary>
internal sealed class SimConversation(string id, string? memberId, string? contactId)
{
    public string Id => id;
    public string? MemberId => memberId;
    public string? ContactId => contactId;
    public Lock Gate { get; } = new();
    public AppendLog<SimMessage> Messages { get; } = new();
}
