package dev.slipway.api.engine;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.problem.Trouble;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.rollout.AdoptionRequest;
import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.contract.rollout.AdoptionStart;
import dev.slipway.contract.rollout.AdoptionWorkflow;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.SiteName;
import dev.slipway.release.RunState;
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
  private final EnsuredAttributes attributes;

  public Adoptions(WorkflowClient client, Calls calls, EnsuredAttributes attributes) {
    this.client = client;
    this.calls = calls;
    this.attributes = attributes;
  }

  /**
   * @param id the same for a repeated request
   * @return empty when no worker of the site answered in time
   * @throws Refusal when the site's cluster says no
   */
  public Optional<AdoptionResult> look(SiteName site, EnvironmentName namespace, String id) {
    WorkflowStub stub =
        WorkflowStub.fromTyped(
            client.newWorkflowStub(
                AdoptionWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.SLIPWAY)
                    .setWorkflowId(WorkflowIds.adoption(site, namespace.value(), id))
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                    .setTypedSearchAttributes(
                        io.temporal.common.SearchAttributes.newBuilder()
                            .set(SearchAttributes.ENVIRONMENT, namespace.value())
                            .set(SearchAttributes.STATE, RunState.PLANNING.name())
                            .build())
                    .setStaticSummary("look at namespace " + namespace)
                    .build()));
    attributes.ensure();
    calls.reaching(
        () -> stub.start(new AdoptionStart(site, new AdoptionRequest(namespace.value()))));
    try {
      Optional<AdoptionResult> found =
          calls.within(PATIENCE, () -> stub.getResult(AdoptionResult.class));
      found.map(AdoptionResult::refusal).ifPresent(Adoptions::refuse);
      return found;
    } catch (WorkflowFailedException failed) {
      throw explain(failed);
    }
  }

  /** What the site refused for good must not look as if another try could help. */
  private static void refuse(AdoptionResult.Refusal refusal) {
    throw refusal.type() == FailureType.NOT_FOUND
        ? Refusal.notFound(refusal.why())
        : Refusal.of(Kind.CONFLICT, "the site refuses: " + refusal.why());
  }

  private static Refusal explain(Throwable failed) {
    for (Throwable at = failed; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure known) {
        return Trouble.explain(known);
      }
    }
    return Refusal.of(
        Kind.UNAVAILABLE, "the site did not answer; does a worker run for it? See slipway doctor");
  }
}
