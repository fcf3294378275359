package dev.slipway.name;

/** Which attempt it was, as people say it: {@code 2nd attempt}, {@code 11th attempt}. */
public final class AttemptText {
  private AttemptText() {}

  /**
   * @param retries attempts before it
   */
  public static String of(int retries) {
    int attempt = retries + 1;
    return attempt + ending(attempt) + " attempt";
  }

  /** To be put behind a sentence; empty for the first attempt, of which nobody needs to know. */
  public static String suffix(int retries) {
    return retries > 0 ? " (at the " + of(retries) + ")" : "";
  }

  private static String ending(int number) {
    if (number % 100 / 10 == 1) {
      return "th";
    }
    return switch (number % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th"; // all other digits
    };
  }
}
