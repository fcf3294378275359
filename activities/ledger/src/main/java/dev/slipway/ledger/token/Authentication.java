package dev.slipway.ledger.token;

/** Who stands at the door. */
public sealed interface Authentication {
  record Valid(Token token) implements Authentication {}

  /**
   * @param why for the answer; tells an expired or revoked token from an unknown one, which only
   *     somebody who has the secret can learn
   */
  record Refused(String why) implements Authentication {}
}
