package dev.slipway.api.engine;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.environment.BreakOrder;
import dev.slipway.contract.environment.EnvironmentRules;
import dev.slipway.contract.environment.EnvironmentStart;
import dev.slipway.contract.environment.EnvironmentWorkflow;
import dev.slipway.contract.environment.LiftOrder;
import dev.slipway.lock.LockSpace;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to the lock spaces; each is started by whoever needs it first. */
public final class Environments {
  private static final Logger LOG = LoggerFactory.getLogger(Environments.class);

  private final WorkflowClient client;
  private final Calls calls;
  private final Messages messages;
  private final EnsuredAttributes attributes;

  public Environments(
      WorkflowClient client, Calls calls, Messages messages, EnsuredAttributes attributes) {
    this.client = client;
    this.calls = calls;
    this.messages = messages;
    this.attributes = attributes;
  }

  /** Tells the lock space its rules, starting it if need be. Telling twice is harmless. */
  public void configure(EnvironmentName environment, EnvironmentRules rules) {
    attributes.ensure();
    calls.reaching(
        () ->
            stub(environment)
                .signalWithStart(
                    "configure",
                    new Object[] {rules},
                    new Object[] {new EnvironmentStart(environment, null)}));
  }

  public Reply stop(EnvironmentName environment, String id, StopOrder order) {
    return send(environment, "stop", id, order);
  }

  public Reply lift(EnvironmentName environment, String id, LiftOrder order) {
    return send(environment, "lift", id, order);
  }

  public Reply breakLock(EnvironmentName environment, String id, BreakOrder order) {
    return send(environment, "breakLock", id, order);
  }

  /**
   * Asks the workflow itself, which is for debugging only.
   *
   * @return empty when nobody answered in time
   */
  public Optional<LockSpace> space(EnvironmentName environment, Duration patience) {
    return calls.within(
        patience,
        () ->
            client
                .newUntypedWorkflowStub(WorkflowIds.environment(environment))
                .query("space", LockSpace.class));
  }

  /**
   * Gives back what a run held or waited for that cannot do so itself any more. Twice is harmless.
   */
  public void giveBack(EnvironmentName environment, RunId run) {
    calls.reaching(
        () -> {
          try {
            client
                .newUntypedWorkflowStub(WorkflowIds.environment(environment))
                .signal("giveBack", run);
          } catch (WorkflowNotFoundException nobodyEverLocked) {
            LOG.debug("environment {} has no lock space", environment);
          }
        });
  }

  private Reply send(EnvironmentName environment, String update, String id, Object order) {
    attributes.ensure();
    calls.reaching(() -> stub(environment).start(new EnvironmentStart(environment, null)));
    return messages.send(WorkflowIds.environment(environment), update, id, order);
  }

  private WorkflowStub stub(EnvironmentName environment) {
    return WorkflowStub.fromTyped(
        client.newWorkflowStub(
            EnvironmentWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.SLIPWAY)
                .setWorkflowId(WorkflowIds.environment(environment))
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setTypedSearchAttributes(
                    io.temporal.common.SearchAttributes.newBuilder()
                        .set(SearchAttributes.ENVIRONMENT, environment.value())
                        .build())
                .setStaticSummary("lock space of " + environment)
                .build()));
  }
}
