namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The filter operators that Wix documents for its kinds of fields.</summary>
internal static class Operators
{
    public static readonly string[] Text = ["$eq", "$ne", "$in", "$nin", "$exists", "$startsWith", "$hasSome"];
    public static readonly string[] Value = ["$eq", "$ne", "$in", "$nin", "$exists", "$hasSome", "$gt", "$gte", "$lt", "$lte"];
    public static readonly string[] ContactId = ["$eq", "$ne", "$in", "$exists"];
    public static readonly string[] ContactDate = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte"];
    public static readonly string[] ContactEmail = ["$eq", "$ne", "$in", "$exists", "$startsWith"];
    public static readonly string[] Membership = ["$eq", "$ne", "$in", "$nin"];
}
