namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>Marks a method as a function. Same name and shape as the Azure Functions worker's.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
