namespace LoyaltyFunctions.Sites;

/// <summary>One way to tell that a Wix contact and an external account are the same person.</summary>
public enum MatchRule
{
    /// <summary>A person said so (<c>PUT /api/sites/{siteId}/links/{wixAccountId}</c>). Always asked first.</summary>
    Override,

    /// <summary>The external account's <c>reference</c> is the id of the Wix loyalty account or of the contact.</summary>
    ExternalId,

    /// <summary>The same e-mail address, normalised.</summary>
    Email,

    /// <summary>The same phone number, in E.164 form.</summary>
    Phone,
}
