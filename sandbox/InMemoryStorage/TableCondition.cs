namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>A part of a <see cref="TableFilter"/>. A comparison with a property that a row does not have does not hold.</summary>
internal abstract record TableCondition
{
    private TableCondition()
    {
    }

    /// <summary>The properties that it asks for.</summary>
    public abstract IEnumerable<string> Properties { get; }

    public abstract bool Holds(Func<string, object?> property);

    public sealed record Both(TableCondition Left, TableCondition Right) : TableCondition
    {
        public override IEnumerable<string> Properties => Left.Properties.Concat(Right.Properties);

        public override bool Holds(Func<string, object?> property) => Left.Holds(property) && Right.Holds(property);
    }

    public sealed record Either(TableCondition Left, TableCondition Right) : TableCondition
    {
        public override IEnumerable<string> Properties => Left.Properties.Concat(Right.Properties);

        public override bool Holds(Func<string, object?> property) => Left.Holds(property) || Right.Holds(property);
    }

    public sealed record Not(TableCondition Inner) : TableCondition
    {
        public override IEnumerable<string> Properties => Inner.Properties;

        public override bool Holds(Func<string, object?> property) => !Inner.Holds(property);
    }

    /// <param name="Comparison"><c>eq</c>, <c>ne</c>, <c>gt</c>, <c>ge</c>, <c>lt</c> or <c>le</c>.</param>
    public sealed record Compares(string Property, string Comparison, object Value) : TableCondition
    {
        public override IEnumerable<string> Properties => [Property];

        public override bool Holds(Func<string, object?> property) => Order(property(Property), Value) is { } order && Comparison switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "gt" => order > 0,
            "ge" => order >= 0,
            "lt" => order < 0,
            "le" => order <= 0,
            _ => throw new NotSupportedException($"A filter compares with {Comparison}."),
        };

        private static int? Order(object? value, object with) => (value, with) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (bool a, bool b) => a.CompareTo(b),
            (Guid a, Guid b) => a.CompareTo(b),
            (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
            (int a, long b) => ((long)a).CompareTo(b),
            (long a, long b) => a.CompareTo(b),
            (double a, double b) => a.CompareTo(b),
            (double a, long b) => a.CompareTo(b),
            _ => null,
        };
    }
}
