using LoyaltyFunctions.Hosting;

return await FunctionsHost.RunAsync(args);
