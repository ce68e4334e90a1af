using System.Collections.Concurrent;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A site with the app on it: its program, contacts, accounts, transactions and inbox, with the indexes that the API needs.</summary>
internal sealed class SimSite(string instanceId, SimProgram program)
{
    private SimProgram program = program;
    private volatile bool installed = true;

    public string InstanceId => instanceId;
    public string SiteId { get; } = Guid.NewGuid().ToString();

    /// <summary>Guards the lists below and what must be atomic across them; an account's own lock is taken before it, never after.</summary>
    public Lock Gate { get; } = new();

    public SimProgram Program
    {
        get => Volatile.Read(ref program);
        set => Volatile.Write(ref program, value);
    }

    public bool Installed
    {
        get => installed;
        set => installed = value;
    }

    /// <summary>By creation; under <see cref="Gate"/>.</summary>
    public List<SimContact> Contacts { get; } = [];

    public ConcurrentDictionary<string, SimContact> ContactsById { get; } = new();
    public ConcurrentDictionary<string, SimContact> ContactsByMember { get; } = new();

    /// <summary>By lower-case address; several contacts may share one. The arrays are never changed.</summary>
    public ConcurrentDictionary<string, SimContact[]> ContactsByEmail { get; } = new();

    /// <summary>From a contact merged away to the target of the merge.</summary>
    public ConcurrentDictionary<string, string> MergedInto { get; } = new();

    /// <summary>By creation; also those removed since.</summary>
    public AppendLog<SimAccount> Accounts { get; } = new();

    public ConcurrentDictionary<string, SimAccount> AccountsById { get; } = new();
    public ConcurrentDictionary<string, SimAccount> AccountsByContact { get; } = new();

    public AppendLog<SimTransaction> Transactions { get; } = new();
    public ConcurrentDictionary<string, SimTransaction> TransactionsById { get; } = new();

    public ConcurrentDictionary<string, SimConversation> Conversations { get; } = new();
    public ConcurrentDictionary<string, SimConversation> ConversationsByParticipant { get; } = new();

    public SimContact? ContactOf(AccountState account) => ContactsById.GetValueOrDefault(account.ContactId);

    /// <summary>Call under <see cref="Gate"/>.</summary>
    public void IndexEmails(SimContact contact, IEnumerable<string> emails, bool present)
    {
        foreach (var email in emails.Select(e => e.ToLowerInvariant()).Distinct())
        {
            var others = ContactsByEmail.GetValueOrDefault(email, []).Where(c => c != contact);
            SimContact[] now = present ? [.. others, contact] : [.. others];
            if (now.Length == 0)
                ContactsByEmail.TryRemove(email, out _);
            else
                ContactsByEmail[email] = now;
        }
    }
}
