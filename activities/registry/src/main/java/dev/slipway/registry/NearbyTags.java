package dev.slipway.registry;

import java.util.Comparator;
import java.util.List;

/** Tags that somebody may have meant. */
record NearbyTags(List<String> all) {
  private static final int SHOWN = 10;

  /** At most ten, the likeliest first. */
  List<String> to(String wanted) {
    return all.stream()
        .sorted(
            Comparator.comparingInt((String tag) -> distance(wanted, tag))
                .thenComparing(Comparator.reverseOrder()))
        .limit(SHOWN)
        .toList();
  }

  /** Letters to add, drop or change (Levenshtein). */
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] line = new int[right.length() + 1];
      line[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        int move = Math.min(line[column - 1], above[column]) + 1;
        line[column] = Math.min(above[column - 1] + change, move);
      }
      above = line;
    }
    return above[right.length()];
  }
}
