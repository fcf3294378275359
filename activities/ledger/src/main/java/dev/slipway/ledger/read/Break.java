package dev.slipway.ledger.read;

/**
 * A place where a chain does not hold.
 *
 * @param where names the entry, the checkpoint or the head
 * @param what is wrong there
 */
public record Break(String where, String what) {
  @Override
  public String toString() {
    return where + ": " + what;
  }
}
