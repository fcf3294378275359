package dev.slipway.api.ledger;

import dev.slipway.ledger.read.Runs;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.ledger.read.Told;
import dev.slipway.name.RunId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A time line as server-sent events, from any place in it to the end of the run. It reads a shared
 * table and keeps nothing, so a caller may go on at another API process.
 */
@Component
final class TimelineStream {
  private static final int PAGE = 200;

  private final Timeline timeline;
  private final Runs runs;
  private final Closing closing;
  private final JsonMapper json;

  TimelineStream(Timeline timeline, Runs runs, Closing closing, JsonMapper json) {
    this.timeline = timeline;
    this.runs = runs;
    this.closing = closing;
    this.json = json;
  }

  private record Stored(RunId run, Timeline timeline, Runs runs) implements LiveTelling.Story {
    @Override
    public boolean hasEnded() {
      return runs.find(run).map(view -> view.ended()).orElse(false);
    }

    @Override
    public List<Told> after(long seq) {
      return timeline.after(run, seq, PAGE);
    }
  }

  void write(RunId run, long after, HttpServletResponse response) throws IOException {
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    new LiveTelling(new Stored(run, timeline, runs), closing, json)
        .write(after, response.getOutputStream());
  }

  /**
   * What has happened so far as one list, written while it is read: a long history fits as well.
   */
  void writeSoFar(RunId run, long after, HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    OutputStream out = response.getOutputStream();
    String between = "[";
    for (Told told : (Iterable<Told>) Pages.all(timeline, run, after)::iterator) {
      out.write(between.getBytes(StandardCharsets.UTF_8));
      out.write(json.writeValueAsBytes(TimelineEntry.of(told, json)));
      between = ",";
    }
    out.write((between.equals("[") ? "[]" : "]").getBytes(StandardCharsets.UTF_8));
  }
}
