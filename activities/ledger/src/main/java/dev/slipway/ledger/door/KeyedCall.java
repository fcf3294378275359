package dev.slipway.ledger.door;

/**
 * A call that carries an idempotency key.
 *
 * @param caller stable name of who calls: keys of two callers never meet
 * @param endpoint method and path template, such as {@code POST /api/v1/releases}
 * @param key as the caller chose it, 1 to 255 printable characters
 * @param requestHash SHA-256 of the request's body and path
 */
public record KeyedCall(String caller, String endpoint, String key, String requestHash) {
  public KeyedCall {
    if (key == null || !key.matches("[\\x21-\\x7e]{1,255}")) {
      throw new IllegalArgumentException(
          "Idempotency-Key is not valid: use 1 to 255 printable ASCII characters without blanks");
    }
  }
}
