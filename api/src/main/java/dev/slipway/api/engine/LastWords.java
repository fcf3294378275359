package dev.slipway.api.engine;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.LastWordStart;
import dev.slipway.contract.release.LastWordWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people be told of the end of runs that can tell nobody themselves. */
public final class LastWords {
  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

  private final WorkflowClient client;
  private final Calls calls;
  private final EnsuredAttributes attributes;

  public LastWords(WorkflowClient client, Calls calls, EnsuredAttributes attributes) {
    this.client = client;
    this.calls = calls;
    this.attributes = attributes;
  }

  /**
   * Tells it once, however many processes say so however often.
   *
   * @throws dev.slipway.api.problem.Refusal UNAVAILABLE when Temporal does not answer
   */
  public void say(LastWordStart word) {
    attributes.ensure();
    calls.reaching(
        () -> {
          try {
            WorkflowClient.start(stub(word)::run, word);
          } catch (WorkflowExecutionAlreadyStarted said) {
            LOG.debug("the end of {} was told before", word.run());
          }
        });
  }

  private LastWordWorkflow stub(LastWordStart word) {
    return client.newWorkflowStub(
        LastWordWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.SLIPWAY)
            .setWorkflowId(WorkflowIds.lastWord(word.run()))
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .setTypedSearchAttributes(
                io.temporal.common.SearchAttributes.newBuilder()
                    .set(SearchAttributes.ENVIRONMENT, word.environment().value())
                    .set(SearchAttributes.RELEASE, word.run().value())
                    .set(SearchAttributes.STATE, word.end().state().name())
                    .build())
            .setStaticSummary("tells how %s ended".formatted(word.run()))
            .build());
  }
}
