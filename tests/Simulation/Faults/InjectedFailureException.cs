using Azure;

namespace LoyaltyFunctions.Simulation.Faults;

/// <summary>A failure of storage that the weather made: what fails for it is explained.</summary>
internal sealed class InjectedFailureException(int status, string code) : RequestFailedException(status, code, code, null);
