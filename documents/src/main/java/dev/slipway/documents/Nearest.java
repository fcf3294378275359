package dev.slipway.documents;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The known word that was meant by one with a typing error in it. */
public final class Nearest {
  private static final int NEAR = 2;

  private Nearest() {}

  /**
   * The one that takes the fewest letters to change; empty when none is near enough to be meant.
   */
  public static Optional<String> to(String typed, Stream<String> known) {
    return known
        .filter(word -> distance(typed, word) <= Math.min(NEAR, typed.length() - 1))
        .min(Comparator.comparingInt(word -> distance(typed, word)));
  }

  /** For a refusal, after the word that is not known; nothing when none is near enough. */
  public static String hint(String typed, List<String> known) {
    return to(typed, known.stream()).map(near -> ", did you mean " + near).orElse("");
  }

  /** Letters to add, to leave out or to replace. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
