package dev.slipway.ledger.token;

import dev.slipway.name.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody wants made.
 *
 * @param owner the name under which its holder will vote and act, 1 to 200 characters
 * @param roles at least one
 * @param expiresAt null for never
 */
public record NewToken(
    String owner, List<Role> roles, TokenScope scope, @Nullable Instant expiresAt) {
  public NewToken {
    if (owner == null || owner.isBlank() || owner.length() > 200 || owner.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a token needs an owner of 1 to 200 characters");
    }
    if (roles == null || roles.isEmpty()) {
      throw new IllegalArgumentException(
          "a token needs at least one role; known: viewer, releaser, approver, operator, admin");
    }
    roles = roles.stream().distinct().sorted().toList();
  }
}
