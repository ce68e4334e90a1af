namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What a filter may compare a field with.</summary>
internal enum FieldKind
{
    Text,
    Number,
    Date,

    /// <summary>Several texts; a filter matches when one of them does.</summary>
    Texts,
}
