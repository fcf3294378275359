package dev.slipway.bench.bare;

import dev.slipway.contract.TaskQueues;
import dev.slipway.name.SiteName;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** See {@link BareChildWorkflow}. */
public final class BareChildWorkflowImpl implements BareChildWorkflow {
  static final SiteName SITE = SiteName.of("none");

  private final BareActivities site =
      Workflow.newActivityStub(
          BareActivities.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(TaskQueues.site(SITE))
              .setStartToCloseTimeout(Duration.ofMinutes(1))
              .build());

  @Override
  public void run(int activities, boolean together) {
    List<Promise<String>> all = new ArrayList<>();
    for (int i = 0; i < activities; i++) {
      Promise<String> one = Async.function(site::nothing, "word");
      all.add(one);
      if (!together) {
        var unused = one.get();
      }
    }
    Promise.allOf(all).get();
  }
}
