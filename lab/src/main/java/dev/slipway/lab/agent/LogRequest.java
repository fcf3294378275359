package dev.slipway.lab.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What somebody wants of a container's log, in the words of the kubelet's interface.
 *
 * @param follow go on until the container is over
 * @param previous the run before the newest one
 * @param timestamps keep the time before each line
 * @param tail last lines only, negative for all
 * @param since nothing older
 */
record LogRequest(boolean follow, boolean previous, boolean timestamps, int tail, Instant since) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  static LogRequest of(String query) {
    Map<String, String> words =
        Arrays.stream(query.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> first));
    Instant since = Instant.EPOCH;
    if (words.containsKey("sinceSeconds")) {
      since = Instant.now().minusSeconds(Long.parseLong(words.get("sinceSeconds")));
    } else if (words.containsKey("sinceTime")) {
      since = Instant.parse(words.get("sinceTime"));
    }
    return new LogRequest(
        "true".equals(words.get("follow")),
        "true".equals(words.get("previous")),
        "true".equals(words.get("timestamps")),
        Integer.parseInt(words.getOrDefault("tailLines", "-1")),
        since);
  }

  /** Copies what is wanted and, when following, what comes later, until nobody writes any more. */
  void copy(ContainerLog log, OutputStream out, Timetable timer, BooleanSupplier stillWritten)
      throws IOException, InterruptedException {
    int run = log.newestRun() - (previous ? 1 : 0);
    List<String> lines = run < 0 ? List.of() : log.lines(run);
    int written = tail < 0 ? 0 : Math.max(0, lines.size() - tail);
    write(lines.subList(written, lines.size()), out);
    written = lines.size();
    boolean goesOn = follow && !previous;
    while (goesOn) {
      // asked before the last look, so that the last words are not missed
      goesOn = stillWritten.getAsBoolean();
      timer.pause(LOOK_AGAIN);
      int newest = log.newestRun();
      List<String> more = newest < 0 ? List.of() : log.lines(newest);
      if (newest != run) {
        written = 0;
        run = newest;
      }
      write(more.subList(written, more.size()), out);
      written = more.size();
    }
  }

  private void write(List<String> lines, OutputStream out) throws IOException {
    for (String line : lines) {
      int space = line.indexOf(' ');
      if (!Instant.parse(line.substring(0, space)).isBefore(since)) {
        out.write(((timestamps ? line : line.substring(space + 1)) + "\n").getBytes(UTF_8));
      }
    }
    out.flush();
  }
}
