package dev.slipway.fire.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Every schedule that ever failed, as it was then: what was mended once stays mended. */
public final class Kept {
  private static final String FILE = "/fire/failed-once.txt";

  private Kept() {}

  /** In the order of the file. */
  public static List<Schedule> all() {
    try (InputStream in = Kept.class.getResourceAsStream(FILE)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(Kept::schedule)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** {@code SEED: SCHEDULE}. */
  private static Schedule schedule(String line) {
    String[] parts = line.split(":", 2);
    if (parts.length != 2 || !parts[0].matches("\\d{1,18}")) {
      throw new IllegalArgumentException("'%s' is not 'SEED: SCHEDULE'".formatted(line));
    }
    return ScheduleText.read(Long.parseLong(parts[0]), parts[1].strip());
  }
}
