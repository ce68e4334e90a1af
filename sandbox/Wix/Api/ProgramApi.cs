using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The loyalty program. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/loyalty-program"/></summary>
internal sealed class ProgramApi(WixWorld world, WebhookEvents events)
{
    private const string Path = "/loyalty-programs/v1/program";

    public void Map(ApiPipeline pipeline, IEndpointRouteBuilder routes)
    {
        pipeline.Map(routes, "GET", Path, call => Answer(Installed(call).Program));
        pipeline.Map(routes, "PATCH", Path, Update);
        pipeline.Map(routes, "POST", $"{Path}/activate", Activate);
        pipeline.Map(routes, "POST", $"{Path}/pause", Pause);
    }

    private object Update(Call call)
    {
        var program = call.Body.Object("loyaltyProgram") ?? throw BodyReader.Required("loyaltyProgram");
        var name = program.Text("name", 2, 50);
        var pointName = program.Object("pointDefinition")?.Text("customName", 0, 20);
        return Change(call, now => now with { Name = name ?? now.Name, PointName = pointName ?? now.PointName });
    }

    private object Activate(Call call) => Change(call, now =>
    {
        if (now.IsActive && world.Behaviour.SecondActivation == Refusal.Refused)
            throw WixRefusedException.Application(409, "PROGRAM_ALREADY_ACTIVE", "The program is active already.");
        RequireName(now);
        return now with { Status = "ACTIVE" };
    });

    private object Pause(Call call) => Change(call, now =>
    {
        RequireName(now);
        return now with { Status = "PAUSED" };
    });

    private void RequireName(SimProgram program)
    {
        if (string.IsNullOrEmpty(program.Name) && world.Behaviour.UnnamedProgram == Refusal.Refused)
            throw WixRefusedException.Field("programName", "Program name is required to set up an active program or change the program's status.");
    }

    private object Change(Call call, Func<SimProgram, SimProgram> change)
    {
        var site = Installed(call);
        lock (site.Gate)
        {
            var before = site.Program;
            var after = change(before);
            if (after != before)
            {
                site.Program = after with { UpdatedDate = world.Clock.Now() };
                if (world.Behaviour.ProgramUpdatedEvents)
                    call.Events.Add(events.ProgramUpdated(site, call.Origin));
            }

            return Answer(site.Program);
        }
    }

    private SimSite Installed(Call call) => world.Behaviour.LoyaltyAppInstalled
        ? call.Site
        : throw WixRefusedException.Application(404, "LOYALTY_PROGRAM_NOT_FOUND", "The Wix Loyalty Program app is not installed on this site.");

    private static object Answer(SimProgram program) => new { loyaltyProgram = Wire.Program(program) };
}
