package dev.slipway.bench.bare;

import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;

/** See {@link BareLockWorkflow}. */
public final class BareLockWorkflowImpl implements BareLockWorkflow {
  private static final int LONGEST_HISTORY = 4_000;

  private final ArrayDeque<String> asking = new ArrayDeque<>();

  @Override
  public void run() {
    while (Workflow.getInfo().getHistoryLength() < LONGEST_HISTORY || !asking.isEmpty()) {
      Workflow.await(() -> !asking.isEmpty());
      Workflow.newUntypedExternalWorkflowStub(asking.removeFirst()).signal("granted");
    }
    Workflow.continueAsNew();
  }

  @Override
  public void acquire(String workflowId) {
    asking.add(workflowId);
  }

  @Override
  public void giveBack(String workflowId) {
    // nobody waits for anybody here
  }
}
