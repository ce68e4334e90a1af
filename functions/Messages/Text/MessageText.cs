namespace LoyaltyFunctions.Messages.Text;

/// <summary>A message as a member gets it.</summary>
/// <param name="Preview">For lists and notifications; at most 256 characters.</param>
/// <param name="Text">1 to 16,384 characters.</param>
/// <param name="Locale">Of the template that it was made from.</param>
public sealed record MessageText(string Preview, string Text, string Locale)
{
    /// <summary>Wix's limits. <see href="https://dev.wix.com/docs/rest/crm/communication/inbox/messages/send-message"/></summary>
    public const int LongestPreview = 256;

    /// <inheritdoc cref="LongestPreview"/>
    public const int LongestText = 16_384;
}
