package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Server-sent events of one run, read on from the last one whenever the connection breaks. */
final class Events {
  private static final int LOST_IN_A_ROW = 60;

  private final Api api;
  private final String path;
  private final Runnable quiet;
  private String last = "";
  private boolean away;

  /**
   * @param quiet called now and then while nothing happens
   */
  Events(Api api, String path, Runnable quiet) {
    this.api = api;
    this.path = path;
    this.quiet = quiet;
  }

  /**
   * Calls back for each event, each once and in order.
   *
   * @param until when to stop waiting; null for never
   * @return whether the run ended; false when the time was over
   */
  boolean follow(Consumer<JsonNode> event, @Nullable Instant until) {
    int lost = 0;
    while (until == null || Instant.now().isBefore(until)) {
      String before = last;
      try {
        if (readOnce(event, until)) {
          return true;
        }
      } catch (IOException broken) {
        if (lost == LOST_IN_A_ROW) {
          throw api.unreachable(broken)
              .with("the run goes on; look again: slipway release list --open");
        }
        tellOnce(broken);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble(Exit.FAILED, "interrupted; the run goes on");
      }
      lost = before.equals(last) ? lost + 1 : 0;
      api.pause(Math.min(lost + 1, 4));
    }
    return false;
  }

  /** Silence looks like a run in which nothing happens. */
  private void tellOnce(IOException broken) {
    if (!away) {
      away = true;
      api.note(
          "%s; the run goes on, and is shown again when the API answers"
              .formatted(api.unreachable(broken).getMessage()));
    }
  }

  private void tellBack() {
    if (away) {
      away = false;
      api.note("the API answers again");
    }
  }

  private boolean readOnce(Consumer<JsonNode> event, @Nullable Instant until)
      throws IOException, InterruptedException {
    HttpResponse<Stream<String>> answer = api.http().send(request(), BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      if (answer.statusCode() != 200) {
        String body = String.join("\n", lines.toList());
        if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
          throw new IOException("it answers with status " + answer.statusCode());
        }
        throw Problems.read(answer.statusCode(), body, api.target());
      }
      tellBack();
      var over = closeAt(until, lines, clock);
      try {
        return read(lines.iterator(), event);
      } catch (java.io.UncheckedIOException e) {
        if (over.isDone()) {
          return false;
        }
        throw e.getCause();
      } finally {
        clock.shutdownNow();
      }
    }
  }

  /** A silent stream must not keep anybody waiting longer than asked for. */
  private static CompletableFuture<Void> closeAt(
      @Nullable Instant until, Stream<String> lines, ScheduledExecutorService clock) {
    var over = new CompletableFuture<Void>();
    if (until != null) {
      long millis = Math.max(1, Duration.between(Instant.now(), until).toMillis());
      // that it fires is all that matters; what ends the reading is the closed stream
      ScheduledFuture<?> unused =
          clock.schedule(
              () -> {
                over.complete(null);
                lines.close();
              },
              millis,
              TimeUnit.MILLISECONDS);
    }
    return over;
  }

  private boolean read(Iterator<String> lines, Consumer<JsonNode> event) {
    String name = "";
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("id: ")) {
        last = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        if (name.equals("end")) {
          return true;
        }
        event.accept(Json.read(line.substring(6)));
      } else if (line.startsWith(":")) {
        quiet.run();
      }
    }
    return false;
  }

  private HttpRequest request() {
    HttpRequest plain = api.toHttp(Request.get(path).accepting("text/event-stream"));
    var request = HttpRequest.newBuilder(plain, (name, value) -> true);
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    return request.build();
  }
}
