package dev.slipway.document;

import dev.slipway.name.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who must say yes, and for how long they are asked. */
public record ApprovalSpec(
    @Says(
            value = "Distinct people needed; 0 switches the gate off.",
            min = "0",
            max = "20",
            otherwise = "1")
        @Nullable Integer quorum,
    @Says(value = "Roles whose votes count.", min = "1", max = "10", otherwise = "approver")
        @Nullable List<Role> roles,
    @Says(value = "The one who asks for the release cannot approve it.", otherwise = "true")
        @Nullable Boolean excludeAuthor,
    @Says(value = "Approvers type the name of the environment.", otherwise = "false")
        @Nullable Boolean typedTarget,
    @Says(
            value = "After this without a decision the release ends as expired.",
            min = "1s",
            max = "30d",
            otherwise = "24h")
        @Nullable Duration expiry,
    @Says(
            value = "Time between reminders; 0s sends none.",
            min = "0s",
            max = "7d",
            otherwise = "0s")
        @Nullable Duration remindEvery,
    @Says(
            value = "When the escalation receivers are told too; 0s never.",
            min = "0s",
            max = "30d",
            otherwise = "0s")
        @Nullable Duration escalateAfter,
    @Says(value = "Names of receivers that hear of it then.", shape = Shape.LABEL, max = "20")
        @Nullable List<String> escalateTo,
    @Says(value = "Roles that may override alone, with a reason.", max = "10")
        @Nullable List<Role> overrideRoles) {

  public ApprovalSpec {
    roles = roles == null ? null : List.copyOf(roles);
    escalateTo = escalateTo == null ? null : List.copyOf(escalateTo);
    overrideRoles = overrideRoles == null ? null : List.copyOf(overrideRoles);
  }
}
