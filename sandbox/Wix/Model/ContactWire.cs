namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Contacts as the API and the events give them. <see href="https://dev.wix.com/docs/rest/crm/members-contacts/contacts/contacts/contact-v4/contact-object"/></summary>
internal static class ContactWire
{
    /// <summary>The contact with everything.</summary>
    public static object Full(SimContact contact) => Of(contact, "FULL");

    /// <param name="fieldset"><c>BASIC</c>, <c>COMMUNICATION_DETAILS</c>, <c>EXTENDED</c> or <c>FULL</c>.</param>
    public static object Of(SimContact contact, string fieldset)
    {
        var c = contact.State;
        var full = fieldset == "FULL";
        return new
        {
            id = contact.Id,
            revision = c.Revision,
            source = full ? new { sourceType = "ADMIN" } : null,
            createdDate = full ? c.CreatedDate : (DateTimeOffset?)null,
            updatedDate = full ? c.UpdatedDate : (DateTimeOffset?)null,
            lastActivity = full ? new { activityDate = c.UpdatedDate, activityType = "CONTACT_CREATED" } : null,
            primaryInfo = fieldset == "COMMUNICATION_DETAILS" || (c.Email is null && c.Phones.Count == 0) ? null : new { email = c.Email, phone = c.Phone },
            primaryEmail = full && c.Email is { } email
                ? new { email, subscriptionStatus = c.SubscriptionStatus ?? "NOT_SET", deliverabilityStatus = "NOT_SET" }
                : null,
            info = Info(c, full || fieldset == "COMMUNICATION_DETAILS", full || fieldset == "EXTENDED", full),
        };
    }

    private static object Info(ContactState c, bool communication, bool extended, bool full) => new
    {
        name = c.Name is null ? null : new { first = c.FirstName, last = c.LastName },
        emails = communication && c.Emails.Count > 0
            ? new { items = c.Emails.Select((email, i) => new { id = Id(email), tag = "MAIN", email, primary = i == 0 }) }
            : null,
        phones = communication && c.Phones.Count > 0
            ? new { items = c.Phones.Select((phone, i) => new { id = Id(phone), tag = "MAIN", phone, e164Phone = phone.StartsWith('+') ? phone : null, primary = i == 0 }) }
            : null,
        locale = full ? c.Locale : null,
        extendedFields = extended ? new { items = Extended(c) } : null,
    };

    private static Dictionary<string, object> Extended(ContactState c)
    {
        var items = new Dictionary<string, object> { ["members.membershipStatus"] = c.MemberId is null ? "NOT_A_MEMBER" : "APPROVED" };
        if (c.Email is not null)
        {
            items["emailSubscriptions.subscriptionStatus"] = c.SubscriptionStatus ?? "NOT_SET";
            items["emailSubscriptions.effectiveEmail"] = c.Email;
        }

        return items;
    }

    // The items have ids of their own; here they follow from their content so that they stay the same from answer to answer.
    private static string Id(string content) =>
        new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)).AsSpan(0, 16)).ToString();
}
