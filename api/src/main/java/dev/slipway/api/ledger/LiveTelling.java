package dev.slipway.api.ledger;

import dev.slipway.ledger.read.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** Tells a run as server-sent events, until it has ended and all of it is told. */
final class LiveTelling {
  private static final Duration GLANCE = Duration.ofMillis(300);
  private static final int GLANCES_PER_HEARTBEAT = 50;

  private final Story story;
  private final Closing closing;
  private final JsonMapper json;

  LiveTelling(Story story, Closing closing, JsonMapper json) {
    this.story = story;
    this.closing = closing;
    this.json = json;
  }

  /** A run as the ledger has it at the moment of each question. */
  interface Story {
    boolean hasEnded();

    /** The next facts in order; empty when there are no more yet. */
    List<Told> after(long seq);
  }

  void write(long after, OutputStream out) throws IOException {
    say(out, "retry: 1000\n\n");
    long seq = after;
    int glances = 0;
    boolean over = false;
    while (!closing.isClosing()) {
      // asked before the page is read: an end between the two would come without its last facts
      over = over || story.hasEnded();
      List<Told> page = story.after(seq);
      for (Told told : page) {
        say(out, event(told));
        seq = told.seq();
      }
      if (page.isEmpty() && over) {
        say(out, "event: end\ndata: {}\n\n");
        return;
      }
      if (page.isEmpty()) {
        LockSupport.parkNanos(GLANCE.toNanos());
        glances++;
        if (glances % GLANCES_PER_HEARTBEAT == 0) {
          say(out, ": still here\n\n");
        }
      }
    }
  }

  private String event(Told told) {
    return "id: %d\nevent: fact\ndata: %s\n\n"
        .formatted(told.seq(), json.writeValueAsString(TimelineEntry.of(told, json)));
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
