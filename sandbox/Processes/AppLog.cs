namespace LoyaltyFunctions.Sandbox.Processes;

/// <summary>What a process of the app writes, kept in a file, with the last lines at hand.</summary>
internal sealed class AppLog(string path) : IDisposable
{
    private const int Kept = 30;

    private readonly StreamWriter file = new(path) { AutoFlush = true };
    private readonly Queue<string> last = new();
    private readonly Lock gate = new();
    private bool closed;

    public string Path => path;

    public string LastLines
    {
        get
        {
            lock (gate)
                return string.Join(Environment.NewLine, last);
        }
    }

    public void Write(string? line)
    {
        lock (gate)
        {
            if (line is null || closed)
                return;

            file.WriteLine(line);
            last.Enqueue(line);
            if (last.Count > Kept)
                last.Dequeue();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            file.Dispose();
        }
    }
}
