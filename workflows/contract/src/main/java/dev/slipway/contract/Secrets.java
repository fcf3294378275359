package dev.slipway.contract;

/**
 * Resolves references to secrets, inside an activity and nowhere else: {@code env:NAME}, {@code
 * file:/path}, {@code kubernetes://namespace/name#key}.
 */
public interface Secrets {
  /**
   * @throws io.temporal.failure.ApplicationFailure MISCONFIGURED for an unknown scheme (known ones
   *     are listed) or a missing value; UNAVAILABLE when the store does not answer. The message
   *     names the reference, never the value.
   */
  String resolve(String reference);
}
