namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>
/// Recognises that Azure Functions started this process: then somebody deployed the Standalone flavour where the AzureFunctions one belongs,
/// and no trigger would ever fire.
/// </summary>
internal static class WrongFlavour
{
    private static readonly string[] Variables = ["FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "AZURE_FUNCTIONS_ENVIRONMENT"];

    // How the Functions host tells a worker where to report.
    private static readonly string[] Arguments = ["--functions-uri", "--functions-worker-id", "--workerId"];

    /// <summary>A sentence that says what is wrong and what to do; null when all is well.</summary>
    public static string? Reason(IReadOnlyCollection<string> args, Func<string, string?> environment) =>
        (Variables.FirstOrDefault(variable => environment(variable) is { Length: > 0 })
            ?? Arguments.FirstOrDefault(argument => args.Contains(argument, StringComparer.Ordinal))) is { } sign
            ? $"this is the Standalone flavour, but Azure Functions started it ({sign} is set). Publish with -p:FunctionsHost=AzureFunctions and deploy that."
            : null;
}
