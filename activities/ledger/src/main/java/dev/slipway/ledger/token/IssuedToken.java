package dev.slipway.ledger.token;

/**
 * A token just made.
 *
 * @param secret to be shown to its owner once and kept nowhere
 */
public record IssuedToken(Token token, String secret) {
  @Override
  public String toString() {
    return "token " + token.id() + " of " + token.owner() + " (secret not shown)";
  }
}
