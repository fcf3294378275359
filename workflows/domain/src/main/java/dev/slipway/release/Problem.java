package dev.slipway.release;

/**
 * Why something is refused.
 *
 * @param field exact path, e.g. {@code spec.services[2].version}, or the thing's name
 */
public record Problem(String field, String message) {
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
