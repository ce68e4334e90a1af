namespace LoyaltyFunctions.External.Contract;

/// <summary>Schema <c>WrittenTransaction</c>.</summary>
internal sealed record WrittenBody(TransactionBody Transaction, long? Balance = null);
