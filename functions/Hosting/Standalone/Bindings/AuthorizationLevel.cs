namespace LoyaltyFunctions.Hosting.Standalone.Bindings;

/// <summary>Who may call an HTTP function. Same names and values as the Azure Functions worker's.</summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
