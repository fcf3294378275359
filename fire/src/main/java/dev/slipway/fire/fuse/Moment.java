package dev.slipway.fire.fuse;

/**
 * What a process is about to do.
 *
 * @param workflow its id
 * @param what type of the activity, or for a workflow task its cause and what it decided
 * @param attempt of the activity
 */
public record Moment(Stage stage, String workflow, String what, Attempt attempt) {
  private static final String BETWEEN = "\t";

  /** One line without its end. */
  public String line() {
    return String.join(
        BETWEEN,
        stage.name(),
        workflow,
        what,
        attempt.activity(),
        Integer.toString(attempt.number()),
        Boolean.toString(attempt.failed()));
  }

  /** The same attempt at another stage. */
  Moment at(Stage other) {
    return new Moment(other, workflow, what, attempt);
  }

  /** The same moment of an attempt that has failed. */
  Moment failed() {
    return new Moment(
        stage, workflow, what, new Attempt(attempt.activity(), attempt.number(), true));
  }

  /**
   * @throws IllegalArgumentException when it is no such line
   */
  public static Moment of(String line) {
    String[] words = line.split(BETWEEN, -1);
    if (words.length != 6) {
      throw new IllegalArgumentException("'%s' is no moment".formatted(line));
    }
    return new Moment(
        Stage.valueOf(words[0]),
        words[1],
        words[2],
        new Attempt(words[3], Integer.parseInt(words[4]), Boolean.parseBoolean(words[5])));
  }
}
