package dev.slipway.ledger.token;

import dev.slipway.name.Actor;
import dev.slipway.name.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token without its secret.
 *
 * @param id names it in lists and for revoking; no secret
 * @param expiresAt null for never
 * @param revokedAt null while it holds
 */
public record Token(
    String id,
    String owner,
    List<Role> roles,
    TokenScope scope,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable String revokedBy,
    @Nullable Instant revokedAt) {
  public Token {
    roles = List.copyOf(roles);
  }

  /** Its holder, as workflows see people. */
  public Actor actor() {
    return new Actor(owner, roles);
  }
}
