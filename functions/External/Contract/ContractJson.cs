using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoyaltyFunctions.External.Contract;

/// <summary>JSON of <c>docs/external-api.yaml</c>, generated at compile time. What the contract requires must be there.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(NewAccountBody))]
[JsonSerializable(typeof(NewTransactionBody))]
[JsonSerializable(typeof(WrittenBody))]
[JsonSerializable(typeof(PageBody<AccountBody>))]
[JsonSerializable(typeof(PageBody<TransactionBody>))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(CallbackBody))]
[JsonSerializable(typeof(PointsChangedBody))]
internal sealed partial class ContractJson : JsonSerializerContext;
