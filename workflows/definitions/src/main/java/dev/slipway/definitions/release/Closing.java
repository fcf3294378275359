package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Timers;
import dev.slipway.evidence.Fact;
import dev.slipway.name.CountText;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.ServicePlan;
import dev.slipway.snapshot.LastGood;
import io.temporal.workflow.Workflow;
import java.util.List;

/** The good end: bake with the right to roll back, then this state is the last good one. */
final class Closing {
  private final ReleasePlan plan;
  private final Desk desk;

  Closing(ReleasePlan plan, Desk desk) {
    this.plan = plan;
    this.desk = desk;
  }

  RunEnd succeed() {
    desk.control().pass();
    if (plan.policy().bake().isPositive()) {
      desk.status()
          .enter(
              RunState.BAKING, "until " + Journal.second(Journal.now().plus(plan.policy().bake())));
      desk.journal().tell();
      // this is the time for people to say no, and nobody can say anything to us while we are away
      Timers.sleepAwake(
          plan.policy().bake(),
          "bake",
          (away, again) -> desk.journal().noteLate("the bake time", away, again));
      desk.control().pass();
    }
    desk.control().finish();
    remember(plan.serviceNames());
    Workflow.newDetachedCancellationScope(desk.journal()::secure).run();
    return new RunEnd(
        RunState.SUCCEEDED,
        CountText.of(plan.services().size(), "service") + " released",
        List.of());
  }

  /** These services are the last good state now. */
  void remember(List<ServiceName> services) {
    plan.services().stream().filter(s -> services.contains(s.service())).forEach(this::remember);
  }

  private void remember(ServicePlan service) {
    service
        .changes()
        .forEach(
            state ->
                desk.journal()
                    .note(
                        new Fact.ServiceGood(
                            plan.environment(),
                            new LastGood(
                                service.service(),
                                state,
                                plan.run(),
                                Journal.now(),
                                service.version()))));
  }
}
