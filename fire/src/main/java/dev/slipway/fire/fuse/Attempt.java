package dev.slipway.fire.fuse;

/**
 * Which of the attempts of which activity of its workflow.
 *
 * @param activity its id; empty for a workflow task
 * @param number from 1; 0 for a workflow task
 * @param failed it is over, and its answer is a failure
 */
public record Attempt(String activity, int number, boolean failed) {
  /** Of a workflow task, which has none. */
  public static final Attempt NONE = new Attempt("", 0, false);

  /** An attempt that is under way, or has answered well. */
  public static Attempt of(String activity, int number) {
    return new Attempt(activity, number, false);
  }
}
