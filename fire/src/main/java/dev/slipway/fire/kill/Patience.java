package dev.slipway.fire.kill;

/**
 * Time limits of a round's environment, as its document writes them.
 *
 * @param budget how long a system may be ill before the run is on hold
 * @param hold the longest hold
 * @param rollout the longest rollout, and the longest way back
 */
record Patience(String budget, String hold, String rollout) {
  /** For rounds in which systems stay ill. */
  static final Patience SHORT = new Patience("1m", "10m", "90s");

  /** For rounds with many kills, each of which costs up to a minute of time-outs. */
  static final Patience LONG = new Patience("6m", "30m", "4m");
}
