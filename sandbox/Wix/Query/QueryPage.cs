namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>One page of a query's result.</summary>
/// <param name="Next">The cursor of the next page; null at the end.</param>
internal sealed record QueryPage<T>(IReadOnlyList<T> Items, string? Next)
{
    public object Metadata => new { count = Items.Count, cursors = new { next = Next }, hasNext = Next is not null };
}
