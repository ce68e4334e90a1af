using Azure;

namespace LoyaltyFunctions.Simulation.Faults;

/// <summary>A failure of storage that the weather made: what fails for it is explained.</summary>
internal sealed class InjectedFailureException(int status, string code) : RequestFailedException(status, code, code, null)
{
    /// <summary>Whether one of them is behind the failure.</summary>
    public static bool Explains(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is InjectedFailureException)
                return true;
        }

        return false;
    }
}
