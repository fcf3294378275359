package dev.slipway.release;

/**
 * The rules by which plans are made. A plan keeps the version that it was made by, so that a run
 * which is open goes on as it began.
 */
public final class RulesVersion {
  /** What plans were made by at first. */
  public static final int FIRST = 1;

  /** Preflight also asks whether Slipway's account may do what the release will do. */
  public static final int RIGHTS = 2;

  /** What new plans are made by. */
  public static final int NEWEST = RIGHTS;

  private RulesVersion() {}

  static void requireKnown(int version) {
    if (version < FIRST || version > NEWEST) {
      throw new IllegalArgumentException(
          "rules version %d is not known; known: %d to %d".formatted(version, FIRST, NEWEST));
    }
  }
}
