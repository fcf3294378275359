package dev.slipway.gate;

import dev.slipway.name.Role;
import java.time.Duration;
import java.util.List;

/**
 * Who must say yes, and for how long we ask.
 *
 * @param quorum distinct people needed, 0 to 20; 0 means no gate
 * @param roles a vote counts if its person has one of these
 * @param excludeAuthor the requester's own vote does not count
 * @param typedTarget the voter must type the environment's name
 * @param expiry after this without a decision the gate ends as expired
 * @param remindEvery interval of reminders; zero sends none
 * @param escalateAfter when the escalation receivers are told too; zero never
 * @param overrideRoles who may override alone, with a reason
 */
public record ApprovalPolicy(
    int quorum,
    List<Role> roles,
    boolean excludeAuthor,
    boolean typedTarget,
    Duration expiry,
    Duration remindEvery,
    Duration escalateAfter,
    List<String> escalateTo,
    List<Role> overrideRoles) {
  public ApprovalPolicy {
    roles = List.copyOf(roles);
    escalateTo = List.copyOf(escalateTo);
    overrideRoles = List.copyOf(overrideRoles);
  }

  public static ApprovalPolicy none() {
    return new ApprovalPolicy(
        0,
        List.of(),
        true,
        false,
        Duration.ofHours(24),
        Duration.ZERO,
        Duration.ZERO,
        List.of(),
        List.of());
  }

  public boolean required() {
    return quorum > 0;
  }
}
