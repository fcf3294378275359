package dev.slipway.api.release;

import dev.slipway.gate.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people send to a run. */
final class MessageBodies {
  private MessageBodies() {}

  /**
   * @param planHash hash of the plan that the voter saw; a vote counts for that plan only
   * @param typedTarget name of the environment, where the policy wants it typed
   */
  record VoteBody(
      @Nullable Choice choice,
      @Nullable String reason,
      @Nullable String planHash,
      @Nullable String typedTarget) {}

  record OrderBody(@Nullable String reason) {}

  /**
   * @param run id of the rollback; made if absent
   * @param services which services go back; all of the release if absent
   */
  record RollbackBody(
      @Nullable String run, @Nullable List<String> services, @Nullable String reason) {}
}
