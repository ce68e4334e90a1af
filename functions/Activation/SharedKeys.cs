using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// Finds the addresses and phone numbers that several contacts share, in one pass over the contacts instead of one call per contact. What is
/// stored is salted hashes of 8 bytes, for as long as the job runs; one that meets another by chance only makes Wix be asked.
/// </summary>
public sealed class SharedKeys(JobStore jobs)
{
    private const int HashesARow = 6_000;

    /// <summary>Notes the keys of one page of contacts.</summary>
    public async Task NoteAsync(string jobId, int step, string salt, SiteOptions site, IEnumerable<Contact> contacts, CancellationToken ct)
    {
        var hashes = contacts.SelectMany(contact => KeysOf(site, contact).Select(key => Hash(salt, key)).Distinct()).ToArray();
        await PutAsync(jobId, $"c{step:d8}", hashes, ct);
    }

    /// <summary>Adds up what was noted, and keeps what came more than once.</summary>
    public async Task SettleAsync(string jobId, CancellationToken ct)
    {
        HashSet<long> once = [], shared = [];
        await foreach (var row in jobs.ReadDataAsync(jobId, "c", ct))
        {
            foreach (var hash in MemoryMarshal.Cast<byte, long>(row))
            {
                if (!once.Add(hash))
                    shared.Add(hash);
            }
        }

        await PutAsync(jobId, "s", [.. shared], ct);
    }

    /// <summary>The hashes that <see cref="SettleAsync"/> kept.</summary>
    public async Task<IReadOnlySet<long>> ReadAsync(string jobId, CancellationToken ct)
    {
        HashSet<long> shared = [];
        await foreach (var row in jobs.ReadDataAsync(jobId, "s", ct))
        {
            foreach (var hash in MemoryMarshal.Cast<byte, long>(row))
                shared.Add(hash);
        }

        return shared;
    }

    /// <summary>Those of a contact's keys that nobody else has.</summary>
    public static IReadOnlySet<string> UnsharedOf(SiteOptions site, Contact contact, string salt, IReadOnlySet<long> shared) =>
        KeysOf(site, contact).Where(key => !shared.Contains(Hash(salt, key))).ToHashSet(StringComparer.Ordinal);

    /// <summary>Forgets all of it.</summary>
    public Task DropAsync(string jobId, CancellationToken ct) => jobs.DropDataAsync(jobId, ct);

    private static IEnumerable<string> KeysOf(SiteOptions site, Contact contact)
    {
        var emails = site.Rules.Contains(MatchRule.Email) ? contact.Emails.Select(EmailAddress.Normalise) : [];
        var phones = site.Rules.Contains(MatchRule.Phone) ? contact.Phones.Select(phone => Phone.Normalise(phone, site.PhoneRegion)) : [];
        return emails.Concat(phones).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    private static long Hash(string salt, string key) =>
        BinaryPrimitives.ReadInt64LittleEndian(HMACSHA256.HashData(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes(key)));

    private async Task PutAsync(string jobId, string key, long[] hashes, CancellationToken ct)
    {
        foreach (var (index, part) in hashes.Chunk(HashesARow).Index())
            await jobs.PutDataAsync(jobId, $"{key}.{index:d4}", MemoryMarshal.AsBytes<long>(part).ToArray(), ct);
    }
}
