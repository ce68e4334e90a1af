namespace LoyaltyFunctions.Tests.Infra;

/// <summary>A test that needs the Bicep compiler.</summary>
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute()
    {
        if (Bicep.Program is null)
            Skip = "There is no Bicep compiler here: install it with 'az bicep install', or put 'bicep' on the PATH.";
    }
}
