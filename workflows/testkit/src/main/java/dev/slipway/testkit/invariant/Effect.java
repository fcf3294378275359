package dev.slipway.testkit.invariant;

import dev.slipway.rollout.WorkloadRef;

/**
 * One changed generation of one workload, as a witness saw it. A request that changed nothing is
 * none.
 *
 * @param token the one on the object afterwards
 * @param operation key on the object afterwards, {@code workflowId/step/target}
 */
public record Effect(WorkloadRef workload, Look from, Look to, long token, String operation) {
  /** The second part of the workflow's id: whose effect it is. */
  public String run() {
    String[] parts = operation.split("/", -1);
    return parts.length > 1 ? parts[1] : "";
  }

  /** Whether it belongs to the way forward. */
  public boolean forward() {
    return operation.startsWith("rollout/");
  }

  /** The word before the target, such as {@code change}. */
  public String step() {
    String target = "/" + workload.target();
    String head =
        operation.endsWith(target)
            ? operation.substring(0, operation.length() - target.length())
            : operation;
    return head.substring(head.lastIndexOf('/') + 1);
  }
}
