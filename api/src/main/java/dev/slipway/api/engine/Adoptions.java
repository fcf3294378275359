package dev.slipway.api.engine;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.problem.Trouble;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.rollout.AdoptionRequest;
import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.contract.rollout.AdoptionStart;
import dev.slipway.contract.rollout.AdoptionWorkflow;
import dev.slipway.name.SiteName;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;

/** Looks at namespaces through the workers of their sites. */
public final class Adoptions {
  private static final Duration PATIENCE = Duration.ofSeconds(55);

  private final WorkflowClient client;
  private final Calls calls;

  public Adoptions(WorkflowClient client, Calls calls) {
    this.client = client;
    this.calls = calls;
  }

  /**
   * @param id the same for a repeated request
   * @return empty when no worker of the site answered in time
   * @throws Refusal when the site's cluster says no
   */
  public Optional<AdoptionResult> look(SiteName site, String namespace, String id) {
    WorkflowStub stub =
        WorkflowStub.fromTyped(
            client.newWorkflowStub(
                AdoptionWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.SLIPWAY)
                    .setWorkflowId(WorkflowIds.adoption(site, namespace, id))
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                    .setStaticSummary("look at namespace " + namespace)
                    .build()));
    calls.reaching(() -> stub.start(new AdoptionStart(site, new AdoptionRequest(namespace))));
    try {
      return calls.within(PATIENCE, () -> stub.getResult(AdoptionResult.class));
    } catch (WorkflowFailedException failed) {
      throw explain(failed);
    }
  }

  /** What the site refused for good must not look as if another try could help. */
  private static Refusal explain(ApplicationFailure known) {
    String said = known.getOriginalMessage();
    if (FailureType.NOT_FOUND.name().equals(known.getType())) {
      return Refusal.notFound(said);
    }
    return FailureType.UNAVAILABLE.name().equals(known.getType())
        ? Trouble.explain(known)
        : Refusal.of(Kind.CONFLICT, "the site refuses: " + said);
  }

  private static Refusal explain(Throwable failed) {
    for (Throwable at = failed; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure known) {
        return explain(known);
      }
    }
    return Refusal.of(
        Kind.UNAVAILABLE, "the site did not answer; does a worker run for it? See slipway doctor");
  }
}
