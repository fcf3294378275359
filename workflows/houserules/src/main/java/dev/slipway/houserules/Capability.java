package dev.slipway.houserules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of {@code docs/capabilities.csv}.
 *
 * @param id such as {@code IPA-31}
 * @param system whose operation manual it was taken from
 * @param category what it means for Slipway
 */
record Capability(String id, String system, Category category) {

  /** What a row means for Slipway. */
  enum Category {
    /** Executed as a workflow or an activity. */
    W,
    /** Accepted as configuration of a service or a release. */
    C,
    /** Shipped by Slipway for itself. */
    S,
    /** Context that Slipway does not touch. */
    X;

    boolean isProduct() {
      return this == W || this == C;
    }
  }

  // the text of a capability may hold commas and quotes; the columns before it never do
  private static final Pattern ROW = Pattern.compile("([A-Z]+-\\d+),([a-z-]+),([WCSX]),[^,]+,.+");

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException when a line is not a row, or an id stands there twice
   */
  static List<Capability> read(Path csv) throws IOException {
    List<Capability> rows =
        Files.readAllLines(csv).stream().skip(1).map(line -> parse(csv, line)).toList();
    long distinct = rows.stream().map(Capability::id).distinct().count();
    if (rows.isEmpty() || distinct != rows.size()) {
      throw new IllegalArgumentException(
          "%s holds %d rows with %d ids: every row needs an id of its own"
              .formatted(csv, rows.size(), distinct));
    }
    return rows;
  }

  private static Capability parse(Path csv, String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      throw new IllegalArgumentException(
          "%s: not a row (id,system,class,kind,capability): %s".formatted(csv, line));
    }
    return new Capability(row.group(1), row.group(2), Category.valueOf(row.group(3)));
  }
}
