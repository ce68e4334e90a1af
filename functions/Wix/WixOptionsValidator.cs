using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Wix;

/// <summary>Stops the start of an app whose <c>Wix</c> settings cannot work.</summary>
internal sealed class WixOptionsValidator : IValidateOptions<WixOptions>
{
    public ValidateOptionsResult Validate(string? name, WixOptions options)
    {
        var wrong = new List<string>();
        if (!Guid.TryParseExact(options.AppId, "D", out _))
            wrong.Add("Wix:AppId must be the app's id, a GUID, as the app's dashboard shows it.");
        if (string.IsNullOrWhiteSpace(options.AppSecret))
            wrong.Add("Wix:AppSecret must be the app's secret key, as the app's dashboard shows it.");
        if (KeyProblem(options.PublicKey) is { } problem)
            wrong.Add($"Wix:PublicKey must be the app's webhook public key: {problem}");
        if (!IsAllowed(options.ApiBaseAddress))
            wrong.Add("Wix:ApiBaseAddress must be an absolute https address; http is allowed on a loopback address only.");
        if (options.RateWindow <= TimeSpan.Zero)
            wrong.Add("Wix:RateWindow must be longer than zero.");
        if (options.BackgroundShare is not (> 0 and <= 1))
            wrong.Add("Wix:BackgroundShare must be more than 0 and at most 1.");
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromMinutes(5))
            wrong.Add("Wix:Timeout must be longer than zero and at most five minutes.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsAllowed(Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static string? KeyProblem(string key)
    {
        try
        {
            WixPublicKey.Read(key).Dispose();
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
