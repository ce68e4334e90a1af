using System.Globalization;

namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>Reads <c>host.json</c> strictly: a setting that this host would not honour stops the start.</summary>
internal static class HostJsonReader
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "telemetryMode",
        "extensions:http:routePrefix",
        "extensions:queues:batchSize",
        "extensions:queues:newBatchThreshold",
        "extensions:queues:maxDequeueCount",
        "extensions:queues:visibilityTimeout",
        "extensions:queues:maxPollingInterval",
        "extensions:queues:messageEncoding",
    };

    /// <exception cref="FunctionsHostException">Not there, not JSON, or a value that this host does not know.</exception>
    public static IConfigurationRoot Load(string path)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: false).Build();
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            throw new FunctionsHostException($"host.json cannot be read: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    /// <exception cref="FunctionsHostException">A value that this host does not know.</exception>
    public static HostJson Read(IConfiguration file)
    {
        if (file["version"] != "2.0")
            throw new FunctionsHostException($"host.json: version is '{file["version"]}'; this host knows '2.0'.");

        var unknown = file.AsEnumerable()
            .Where(entry => entry.Value is not null && entry.Key != "version" && !Known.Contains(entry.Key)
                && !entry.Key.StartsWith("logging:", StringComparison.OrdinalIgnoreCase))
            .Select(entry => entry.Key.Replace(':', '.'))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        if (unknown is not null)
            throw new FunctionsHostException($"host.json: {unknown} is not a setting that this host knows.");

        if (file["extensions:queues:messageEncoding"] is var encoding and not "none")
            throw new FunctionsHostException($"host.json: extensions.queues.messageEncoding is '{encoding ?? "base64"}', but this app's messages are plain: 'none'.");

        return new HostJson(
            (file["extensions:http:routePrefix"] ?? "api").Trim('/'),
            Number(file, "batchSize", 16, 1, 32),
            Number(file, "newBatchThreshold", 8, 0, 1000),
            Number(file, "maxDequeueCount", 5, 1, 1000),
            Span(file, "visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7)),
            Span(file, "maxPollingInterval", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)));
    }

    private static int Number(IConfiguration file, string name, int otherwise, int least, int most) =>
        file[$"extensions:queues:{name}"] is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new FunctionsHostException($"host.json: extensions.queues.{name} is '{text}'; it must be a number from {least} to {most}.");

    private static TimeSpan Span(IConfiguration file, string name, TimeSpan otherwise, TimeSpan least, TimeSpan most) =>
        file[$"extensions:queues:{name}"] is not { } text ? otherwise
        : TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new FunctionsHostException($"host.json: extensions.queues.{name} is '{text}'; it must be hh:mm:ss from {least} to {most}.");
}
