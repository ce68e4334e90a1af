using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Messages.Members;
using LoyaltyFunctions.Messages.Schedule;
using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Sites;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Messages;

/// <summary>Registers the monthly message.</summary>
public static class MessagesServices
{
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddOptions<MessagesOptions>().BindConfiguration(MessagesOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MessagesOptions>, MessagesOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SitesOptions>, SiteMessagesValidator>());
        services.TryAddSingleton<SiteTemplates>();
        services.TryAddSingleton<MessagesMetrics>();
        services.TryAddSingleton<OptOuts>();
        services.TryAddSingleton<MemberMessages>();
        services.TryAddSingleton<InboxLook>();
        services.TryAddSingleton<MessageSender>();
        services.TryAddSingleton<MessageComposer>();
        services.TryAddSingleton<AccountPages>();
        services.TryAddSingleton<CampaignReadiness>();
        services.TryAddSingleton<CampaignFactsReader>();
        services.TryAddSingleton<CampaignStarts>();
        services.TryAddSingleton<CampaignSteps>();
        services.TryAddSingleton<CampaignRunner>();
        services.TryAddSingleton<CampaignPreviews>();
        services.TryAddSingleton<DueCampaigns>();
        return services;
    }
}
