namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <summary>
/// Calls a function: <paramref name="input"/> is the <c>HttpRequest</c>, <c>QueueMessage</c> or <c>TimerInfo</c>. The result is the
/// <c>IActionResult</c> of an HTTP function, and nothing for the others.
/// </summary>
public delegate Task<object?> FunctionInvocation(object instance, object input, CancellationToken ct);
