using LoyaltyFunctions.External;

namespace LoyaltyFunctions.Sites;

/// <summary>What the settings of an external system must satisfy.</summary>
public static class ExternalOptionsRules
{
    /// <summary>What is wrong with <paramref name="options"/>, each message naming its setting; nothing when all is well.</summary>
    /// <param name="section">Where the settings are, e.g. <c>Sites:{instanceId}:External</c>.</param>
    public static IEnumerable<string> Check(string section, ExternalOptions options)
    {
        if (options.BaseAddress is not { IsAbsoluteUri: true } address)
            yield return $"{section}:BaseAddress is missing or not an absolute URL.";
        else if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            yield return $"{section}:BaseAddress must be https (http only on a loopback address).";
        else if (address.Query.Length > 0 || address.Fragment.Length > 0)
            yield return $"{section}:BaseAddress must end with its path.";

        if (string.IsNullOrWhiteSpace(options.ApiKey) || options.ApiKey.Any(c => c is <= ' ' or > '~'))
            yield return $"{section}:ApiKey is missing, or holds characters that a header cannot carry.";
        if (options.WebhookSecrets.Count == 0)
            yield return $"{section}:WebhookSecrets must hold at least one secret.";
        for (var i = 0; i < options.WebhookSecrets.Count; i++)
        {
            if (!StandardWebhooks.IsSecret(options.WebhookSecrets[i]))
                yield return $"{section}:WebhookSecrets:{i} is not base64 (with or without the prefix whsec_).";
        }

        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromMinutes(2))
            yield return $"{section}:Timeout must be above zero and at most two minutes.";
    }
}
