package dev.slipway.api.repeat;

/**
 * An answer with a secret is shown once and never kept; a repeated request learns what was made and
 * what to do.
 */
public final class ShownOnce {
  /** Response header that a controller sets to the name of what it made. */
  public static final String HEADER = "Slipway-Shown-Once";

  private ShownOnce() {}

  static String problem(String what) {
    return """
        {"type":"urn:slipway:problem:conflict","title":"The present state does not allow this",\
        "status":409,"detail":"this key made %s already, and its secret is shown only once; \
        revoke it and make a new one with a new key"}"""
        .formatted(what);
  }
}
