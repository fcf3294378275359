package dev.slipway.api.engine;

import dev.slipway.contract.SearchAttributeRegistration;
import io.temporal.client.WorkflowClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the search attributes which runs are found by are there before the first run, so
 * that the API may come before any worker.
 */
public final class EnsuredAttributes {
  private static final Logger LOG = LoggerFactory.getLogger(EnsuredAttributes.class);

  private final WorkflowClient client;
  private final Calls calls;
  private volatile boolean done;

  public EnsuredAttributes(WorkflowClient client, Calls calls) {
    this.client = client;
    this.calls = calls;
  }

  /**
   * Does nothing once it succeeded.
   *
   * @throws dev.slipway.api.problem.Refusal UNAVAILABLE when Temporal does not answer
   */
  public void ensure() {
    if (!done) {
      calls.reaching(() -> SearchAttributeRegistration.run(client)).forEach(LOG::warn);
      done = true;
    }
  }
}
