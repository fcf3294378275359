package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Screen.Paint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows one run to its end, over lost connections and restarted APIs. */
final class Watcher {
  /** How a run is shown. */
  enum Style {
    /** One tree that is drawn again and again in its place. */
    TREE,
    /** One line for each thing that happens. */
    LINES,
    /** One JSON object for each thing that happens. */
    JSON,
    /** Only the end. */
    QUIET
  }

  private final Shared shared;
  private final String run;
  private final Style style;
  private int drawn;
  private boolean unattended;

  Watcher(Shared shared, String run, Style style) {
    this.shared = shared;
    this.run = run;
    this.style = style;
  }

  static Style style(Shared shared) {
    if (shared.json()) {
      return Style.JSON;
    }
    return shared.screen().interactive() ? Style.TREE : Style.LINES;
  }

  /**
   * @param patience null for ever
   */
  Exit toTheEnd(@Nullable Duration patience) {
    Instant end = patience == null ? null : Instant.now().plus(patience);
    var events =
        new Events(
            shared.api(),
            "/api/v1/releases/%s/timeline".formatted(Query.part(run)),
            this::nothingHappens);
    boolean ended = events.follow(this::happened, end);
    JsonNode view = view();
    if (!ended && !view.path("ended").asBoolean()) {
      shared.note(
          "%s is still %s after %s; it goes on"
              .formatted(
                  run,
                  view.path("state").asText(),
                  patience == null ? "a while" : Words.of(patience)));
      tellUnattended(view);
      return Exit.TIMED_OUT;
    }
    finish(view);
    return Exit.ofState(view.path("state").asText());
  }

  private void happened(JsonNode event) {
    switch (style) {
      case TREE -> draw(view());
      case LINES ->
          shared
              .screen()
              .out()
              .println(event.path("at").asText() + "  " + event.path("sentence").asText());
      case JSON -> shared.screen().out().println(event);
      case QUIET -> {}
    }
    shared.screen().out().flush();
  }

  /** Silence looks like work; that nobody works is no event, so it is looked for. */
  private void nothingHappens() {
    try {
      JsonNode view = view();
      if (style == Style.TREE) {
        draw(view);
      } else {
        tellUnattended(view);
      }
    } catch (Trouble away) {
      // an API that is away is told by the stream of events, which outlives it
      if (away.exit() != Exit.UNREACHABLE) {
        throw away;
      }
    }
  }

  /** Once, and again only after somebody worked meanwhile. */
  private void tellUnattended(JsonNode view) {
    String hint = view.path("unattended").asText("");
    if (!hint.isEmpty() && !unattended) {
      shared.note("nothing moves: " + hint);
    }
    unattended = !hint.isEmpty();
  }

  private void finish(JsonNode view) {
    switch (style) {
      case TREE -> draw(view);
      case LINES, QUIET ->
          shared
              .screen()
              .out()
              .println(
                  shared.json()
                      ? Json.pretty(view)
                      : "%s: %s, %s"
                          .formatted(
                              run,
                              view.path("state").asText(),
                              view.path("end").path("summary").asText()));
      case JSON -> shared.screen().out().println(view);
    }
    if (style != Style.JSON && style != Style.TREE && !shared.json()) {
      view.path("leftToDo")
          .forEach(left -> shared.screen().out().println("  left to do: " + left.asText()));
    }
    shared.screen().out().flush();
  }

  private JsonNode view() {
    return shared.api().json(Request.get("/api/v1/releases/" + Query.part(run)));
  }

  private void draw(JsonNode view) {
    List<String> lines = RunText.tree(view, shared.screen());
    var text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append("A\u001b[J");
    }
    lines.forEach(line -> text.append(line).append('\n'));
    drawn = lines.size();
    shared.screen().out().print(text);
    if (view.path("ended").asBoolean()) {
      shared.screen().out().print(shared.screen().paint(Paint.FAINT, ""));
    }
  }
}
