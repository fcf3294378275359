package dev.slipway.api.engine;

/** What came of starting a run under an id that the caller may have used before. */
public enum Started {
  NEW,
  /** The same request started it earlier. */
  SAME,
  /** The id belongs to another request. */
  TAKEN
}
