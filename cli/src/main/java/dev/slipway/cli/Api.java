package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls the API, and again where that can help: every attempt of a POST carries the same key, so
 * trying again is harmless.
 */
final class Api {
  private final Target target;
  private final HttpClient http;
  private final Duration firstPause;
  private final Duration retryFor;
  private final Consumer<String> note;

  /**
   * @param firstPause before the second attempt; doubles with each one
   * @param retryFor how long to try again; zero for not at all
   * @param note tells the person at the keyboard what is waited for
   */
  Api(Target target, Duration firstPause, Duration retryFor, Consumer<String> note) {
    this.target = target;
    this.retryFor = retryFor;
    this.firstPause = firstPause;
    this.note = note;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  Target target() {
    return target;
  }

  /**
   * @throws Trouble when the answer is a problem, or none comes
   */
  JsonNode json(Request request) {
    String body = text(request);
    return body.isBlank() ? MissingNode.getInstance() : Json.read(body);
  }

  String text(Request request) {
    var patience = new Patience(firstPause, retryFor);
    while (true) {
      Duration asked = Duration.ZERO;
      Trouble trouble;
      try {
        HttpResponse<String> answer = http.send(toHttp(request), BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          tellBack(patience);
          return answer.body();
        }
        trouble = Problems.read(answer.statusCode(), answer.body(), target);
        if (!mayPass(answer.statusCode())) {
          throw answer.statusCode() < 500 ? trouble : trouble.with(repeat(request));
        }
        asked = Patience.asked(answer.headers());
      } catch (IOException e) {
        trouble = unreachable(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble(Exit.FAILED, "interrupted");
      }
      waitOrGiveUp(patience, asked, trouble.with(repeat(request)));
    }
  }

  /** Says once what is waited for; the waiting itself is told when it is over. */
  private void waitOrGiveUp(Patience patience, Duration asked, Trouble trouble) {
    Optional<Duration> pause = patience.next(asked);
    if (pause.isEmpty()) {
      throw trouble.with(gaveUp(patience, asked));
    }
    if (patience.attempts() == 1) {
      note.accept(
          "%s; trying again for %s%s"
              .formatted(
                  trouble.getMessage(),
                  Words.of(patience.retryFor()),
                  asked.isZero() ? "" : ", in %s as it asks".formatted(Words.about(asked))));
    }
    Patience.pause(pause.get());
  }

  private static String gaveUp(Patience patience, Duration asked) {
    if (patience.isTooLong(asked)) {
      return "it asks to be left alone for %s; try again then, or wait for it by --retry-for"
          .formatted(Words.about(asked));
    }
    return "gave up after %s in %s; --retry-for tries longer"
        .formatted(Words.count(patience.attempts(), "attempt"), Words.about(patience.waited()));
  }

  private void tellBack(Patience patience) {
    if (patience.attempts() > 0) {
      note.accept("answered after %s".formatted(Words.about(patience.waited())));
    }
  }

  /** An answer that did not come says nothing about the effect; the key makes repeating safe. */
  private static String repeat(Request request) {
    if (request.reads()) {
      return "it only reads; call again";
    }
    return request.key() == null
        ? "it may have been done; call again, doing it twice does no harm"
        : "it may have been done; repeat the same command with --key %s, and it is done once"
            .formatted(request.key());
  }

  HttpRequest toHttp(Request request) {
    var http =
        HttpRequest.newBuilder(URI.create(target.server() + request.path()))
            .timeout(request.patience())
            .header("Accept", request.accept());
    if (target.token() != null) {
      http.header("Authorization", "Bearer " + target.token());
    }
    if (request.key() != null) {
      http.header("Idempotency-Key", request.key());
    }
    String body = request.body();
    if (body != null) {
      http.header("Content-Type", request.contentType());
    }
    return http.method(
            request.method(),
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  void note(String words) {
    note.accept(words);
  }

  HttpClient http() {
    return http;
  }

  /** A bug does not pass by itself; what is busy or away does. */
  private static boolean mayPass(int status) {
    return status == 429 || (status >= 502 && status <= 504);
  }

  Trouble unreachable(IOException e) {
    return new Trouble(
        Exit.UNREACHABLE,
        "cannot reach the API at %s: %s".formatted(target.server(), Unreachable.why(e)),
        List.of(
            "is that the address? SLIPWAY_SERVER or slipway context set --server names another"));
  }

  /** Waits before reading on; longer with each attempt. */
  void pause(int attempt) {
    Patience.pause(new Patience(firstPause, retryFor).spread(attempt));
  }
}
