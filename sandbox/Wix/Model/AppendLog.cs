namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A list that only grows: one writer at a time (the caller's lock), any number of readers without a lock.</summary>
internal sealed class AppendLog<T>
{
    private T[] items = new T[16];
    private int count;

    public int Count => Volatile.Read(ref count);

    // Count is published after the array that holds it, so a reader that saw an index finds it.
    public T this[int index] => Volatile.Read(ref items)[index];

    public void Add(T item)
    {
        if (count == items.Length)
        {
            var larger = new T[items.Length * 2];
            items.CopyTo(larger, 0);
            Volatile.Write(ref items, larger);
        }

        items[count] = item;
        Volatile.Write(ref count, count + 1);
    }
}
