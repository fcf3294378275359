package dev.slipway.api.engine;

/**
 * What came of starting a run under an id that the caller may have used before.
 *
 * @param execution Temporal's id of the run that has the id now
 */
public record Started(Origin origin, String execution) {
  /** Whose run it is. */
  public enum Origin {
    NEW,
    /** The same request started it earlier. */
    SAME,
    /** The id belongs to another request. */
    TAKEN
  }

  public boolean isTaken() {
    return origin == Origin.TAKEN;
  }
}
