package dev.slipway.bench.bare;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** See {@link BareWorkflow}. */
public final class BareWorkflowImpl implements BareWorkflow {
  private final BareActivities own =
      Workflow.newActivityStub(
          BareActivities.class,
          ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());
  private boolean granted;

  @Override
  public void run(Shape shape, String lock) {
    Workflow.newChildWorkflowStub(BareChildWorkflow.class).run(shape.planning(), true);
    ExternalWorkflowStub locks = Workflow.newUntypedExternalWorkflowStub(lock);
    locks.signal("acquire", Workflow.getInfo().getWorkflowId());
    Workflow.await(() -> granted);
    for (int i = 0; i < shape.own(); i++) {
      var unused = own.nothing("word");
    }
    List<Promise<Void>> all = new ArrayList<>();
    for (int activities : shape.rollouts()) {
      BareChildWorkflow rollout = Workflow.newChildWorkflowStub(BareChildWorkflow.class);
      all.add(Async.procedure(rollout::run, activities, false));
    }
    Promise.allOf(all).get();
    locks.signal("giveBack", Workflow.getInfo().getWorkflowId());
  }

  @Override
  public void granted() {
    granted = true;
  }
}
