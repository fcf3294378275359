package dev.slipway.fire.fuse;

/**
 * What a process is about to do.
 *
 * @param workflow its id
 * @param what type of the activity, or for a workflow task its cause and what it decided
 * @param attempt of the activity, from 1; 0 for a workflow task
 */
public record Moment(Stage stage, String workflow, String what, int attempt) {
  private static final String BETWEEN = "\t";

  /** One line without its end. */
  public String line() {
    return String.join(BETWEEN, stage.name(), workflow, what, Integer.toString(attempt));
  }

  /**
   * @throws IllegalArgumentException when it is no such line
   */
  public static Moment of(String line) {
    String[] words = line.split(BETWEEN, -1);
    if (words.length != 4) {
      throw new IllegalArgumentException("'%s' is no moment".formatted(line));
    }
    return new Moment(Stage.valueOf(words[0]), words[1], words[2], Integer.parseInt(words[3]));
  }
}
