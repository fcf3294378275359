package dev.slipway.practice.pod;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines which one run of a container wrote; each line begins with its time. */
public final class LogBook {
  private static final int KEPT = 2_000;

  private final Deque<String> lines = new ArrayDeque<>();

  public synchronized void write(String line) {
    lines.addLast(line);
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }

  /** Lines written at or after an instant, in order of time. */
  public synchronized List<String> since(Instant from) {
    List<String> found = new ArrayList<>();
    for (String line : lines) {
      if (!time(line).isBefore(from)) {
        found.add(line);
      }
    }
    found.sort((a, b) -> time(a).compareTo(time(b)));
    return found;
  }

  private static Instant time(String line) {
    return Instant.parse(line.substring(0, line.indexOf(' ')));
  }
}
