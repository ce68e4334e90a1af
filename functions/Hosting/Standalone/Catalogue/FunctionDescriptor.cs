using System.Reflection;

namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <summary>A function as its attributes describe it.</summary>
/// <param name="Parameter">The parameter that carries the trigger.</param>
public sealed record FunctionDescriptor(string Name, MethodInfo Method, ParameterInfo Parameter, FunctionTrigger Trigger)
{
    public Type Class => Method.DeclaringType!;
}
