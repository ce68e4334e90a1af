namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>Runs a function on an HTTP request. Same name and shape as the Azure Functions worker's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    public string[] Methods { get; } = methods;

    /// <summary>Below the route prefix of <c>host.json</c>.</summary>
    public string? Route { get; set; }
}
