using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>
/// Queue and table storage in memory that answers at once, so that what is measured against it is the client's own cost, and that counts the
/// calls. It knows what the app and its floors use, refuses what it does not know, checks no signature, and keeps nothing.
/// </summary>
internal sealed class StorageServer
{
    public const string Account = "devstoreaccount1";

    private readonly TimeProvider time = TimeProvider.System;
    private readonly CallCounter counter = new();
    private readonly QueueStore queues;
    private readonly TableStore tables;

    public StorageServer()
    {
        queues = new QueueStore(time, counter);
        tables = new TableStore(time, counter);
    }

    /// <summary>Runs until standard input closes, which it does when whoever started this process ends.</summary>
    public static async Task<int> RunAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture));
        var server = new StorageServer();
        _ = server.AcceptAsync(listener);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            var socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            _ = Task.Run(new StorageConnection(socket, Handle).RunAsync);
        }
    }

    private void Handle(HttpExchange http)
    {
        const string Prefix = $"/{Account}/";
        // One address for both: the app's tables begin with a capital letter, and queues cannot.
        if (http.Path.StartsWith(Prefix, StringComparison.Ordinal) && http.Path.Length > Prefix.Length)
        {
            var name = http.Path[Prefix.Length..];
            if (char.IsAsciiLetterLower(name[0]))
                queues.Handle(http, name);
            else
                tables.Handle(http, name);
        }
        else if (http.Path == "/counts")
            http.Content("200 OK", "application/json", JsonSerializer.SerializeToUtf8Bytes(counter.Read()));
        else
            http.Empty("404 Not Found");
    }
}
