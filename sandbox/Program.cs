using LoyaltyFunctions.Sandbox.CommandLine;

return await new SandboxCommand((_, _) => Task.FromResult(0), (_, _) => Task.FromResult(0)).RunAsync(args, Console.Out, Console.Error, default);
