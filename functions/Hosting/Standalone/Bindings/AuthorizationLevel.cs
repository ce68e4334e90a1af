namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>Who may call an HTTP function. Same names as the Azure Functions worker's.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    Function,
}
