using PhoneNumbers;

namespace LoyaltyFunctions.Linking;

/// <summary>The form in which two phone numbers are compared: E.164.</summary>
public static class Phone
{
    /// <param name="region">Two-letter country of a number that is written without one; null for none.</param>
    /// <returns>Null for what is no phone number, or cannot be placed.</returns>
    public static string? Normalise(string? number, string? region)
    {
        if (string.IsNullOrWhiteSpace(number))
            return null;
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var parsed = util.Parse(number, region);
            return util.IsPossibleNumber(parsed) ? util.Format(parsed, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            // What people type into a phone field is not always a number.
            return null;
        }
    }
}
