namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The fields by which Wix's query methods filter and sort.</summary>
internal static class QueryFields
{
    /// <summary><see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/query-loyalty-accounts"/></summary>
    public static readonly Dictionary<string, Field<AccountView>> Accounts = new()
    {
        ["id"] = new(FieldKind.Text, a => a.Account.Id, Operators.Text),
        ["contactId"] = new(FieldKind.Text, a => a.State.ContactId, Operators.Text),
        ["memberId"] = new(FieldKind.Text, a => a.State.MemberId, Operators.Text),
        ["tier.id"] = new(FieldKind.Text, _ => null, Operators.Text),
        ["points.balance"] = new(FieldKind.Number, a => a.State.Balance, Operators.Value),
        ["points.earned"] = new(FieldKind.Number, a => a.State.Earned, Operators.Value),
        ["points.adjusted"] = new(FieldKind.Number, a => a.State.Adjusted, Operators.Value),
        ["points.redeemed"] = new(FieldKind.Number, a => a.State.Redeemed, Operators.Value),
        ["points.expired"] = new(FieldKind.Number, a => a.State.Expired, Operators.Value),
        ["createdDate"] = new(FieldKind.Date, a => a.State.CreatedDate, Operators.Value),
        ["lastActivityDate"] = new(FieldKind.Date, a => a.State.LastActivityDate, Operators.Value),
        ["pointsExpiration.expirationDate"] = new(FieldKind.Date, _ => null, Operators.Value),
        ["pointsExpiration.expiringPointsAmount"] = new(FieldKind.Number, _ => null, Operators.Value),
    };

    /// <summary><see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/search-accounts"/></summary>
    public static readonly Dictionary<string, Field<AccountView>> SearchedAccounts = new()
    {
        ["createdDate"] = Accounts["createdDate"],
        ["updatedDate"] = new(FieldKind.Date, a => a.State.UpdatedDate, Operators.Value),
        ["lastActivityDate"] = Accounts["lastActivityDate"],
        ["contact.id"] = new(FieldKind.Text, a => a.Contact?.Id, Operators.Text),
        ["contact.name"] = new(FieldKind.Text, a => a.Contact?.State.Name, Operators.Text),
        ["contact.displayName"] = new(FieldKind.Text, a => a.Contact?.State.Name ?? a.Contact?.State.Email, Operators.Text),
        ["contact.email"] = new(FieldKind.Text, a => a.Contact?.State.Email, Operators.Text),
        ["points.balance"] = Accounts["points.balance"],
        ["points.redeemed"] = Accounts["points.redeemed"],
        ["pointsExpiration.expirationDate"] = Accounts["pointsExpiration.expirationDate"],
    };

    /// <summary><see href="https://dev.wix.com/docs/rest/crm/loyalty-program/loyalty-transactions/query-loyalty-transactions"/></summary>
    public static Dictionary<string, Field<SimTransaction>> Transactions(WixWorld world) => new()
    {
        ["id"] = new(FieldKind.Text, t => t.Id, Operators.Text),
        ["accountId"] = new(FieldKind.Text, t => t.AccountId, Operators.Text),
        ["createdDate"] = new(FieldKind.Date, t => t.CreatedDate, Operators.Value),
        ["amount"] = new(FieldKind.Number, t => t.Amount, Operators.Value),
        ["transactionType"] = new(FieldKind.Text, t => t.Type, Operators.Text),
        ["description"] = new(FieldKind.Text, t => Wire.Description(t, world.Behaviour), Operators.Text),
        ["idempotencyKey"] = new(FieldKind.Text, t => t.IdempotencyKey, Operators.Text),
    };

    /// <summary><see href="https://dev.wix.com/docs/rest/crm/members-contacts/contacts/contacts/contact-v4/sort-and-filter"/></summary>
    public static readonly Dictionary<string, Field<SimContact>> Contacts = new()
    {
        ["id"] = new(FieldKind.Text, c => c.Id, Operators.ContactId, Sortable: false),
        ["createdDate"] = new(FieldKind.Date, c => c.State.CreatedDate, Operators.ContactDate),
        ["updatedDate"] = new(FieldKind.Date, c => c.State.UpdatedDate, Operators.ContactDate, Sortable: false),
        ["lastActivity.activityDate"] = new(FieldKind.Date, c => c.State.UpdatedDate, Operators.ContactDate),
        ["primaryInfo.email"] = new(FieldKind.Text, c => c.State.Email, Operators.ContactEmail),
        ["info.emails.email"] = new(FieldKind.Texts, c => c.State.Emails, Operators.ContactEmail, Sortable: false),
        ["info.name.first"] = new(FieldKind.Text, c => c.State.FirstName, []),
        ["info.name.last"] = new(FieldKind.Text, c => c.State.LastName, []),
        ["info.extendedFields.members.membershipStatus"] =
            new(FieldKind.Text, c => c.State.MemberId is null ? "NOT_A_MEMBER" : "APPROVED", Operators.Membership, Sortable: false),
    };

    /// <summary><see href="https://dev.wix.com/docs/rest/crm/members-contacts/members/member-management/members/query-members"/></summary>
    public static readonly Dictionary<string, Field<SimContact>> Members = new()
    {
        ["id"] = new(FieldKind.Text, c => c.State.MemberId, Operators.Text),
        ["contactId"] = new(FieldKind.Text, c => c.Id, Operators.Text),
        ["loginEmail"] = new(FieldKind.Text, c => c.State.Email, Operators.Text),
        ["status"] = new(FieldKind.Text, _ => "APPROVED", Operators.Text),
        ["createdDate"] = new(FieldKind.Date, c => c.State.CreatedDate, Operators.Value),
    };
}
