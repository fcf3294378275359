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
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls the API, and again where that can help: every attempt of a POST carries the same key, so
 * trying again is harmless.
 */
final class Api {
  /** After so long no further attempt begins: whoever waits wants to know. */
  private static final Duration TRYING = Duration.ofSeconds(10);

  private static final int ATTEMPTS = 6;

  private final Target target;
  private final HttpClient http;
  private final Duration firstPause;
  private final Random jitter = new Random();

  /**
   * @param firstPause before the second attempt; doubles with each one
   */
  Api(Target target, Duration firstPause) {
    this.target = target;
    this.firstPause = firstPause;
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
    long end = System.nanoTime() + TRYING.toNanos();
    Trouble last = new Trouble(Exit.UNREACHABLE, "no attempt was made");
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long asked = 0;
      try {
        HttpResponse<String> answer = http.send(toHttp(request), BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          return answer.body();
        }
        last = Problems.read(answer.statusCode(), answer.body(), target);
        if (!isWorthTrying(answer.statusCode())) {
          throw last;
        }
        asked = answer.headers().firstValueAsLong("Retry-After").orElse(0);
      } catch (IOException e) {
        last = unreachable(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble(Exit.FAILED, "interrupted");
      }
      if (attempt == ATTEMPTS || System.nanoTime() > end) {
        break;
      }
      pause(attempt, asked);
    }
    throw last.with(repeat(request));
  }

  /** An answer that did not come says nothing about the effect; the key makes repeating safe. */
  private static String repeat(Request request) {
    if (request.method().equals("GET")) {
      return "nothing was changed; call again";
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

  HttpClient http() {
    return http;
  }

  private static boolean isWorthTrying(int status) {
    return status == 429 || status >= 500;
  }

  Trouble unreachable(IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new Trouble(
        Exit.UNREACHABLE,
        "cannot reach the API at %s (%s); set SLIPWAY_SERVER or call slipway context set"
            .formatted(target.server(), why));
  }

  /** Waits longer with each attempt, and not all clients equally long. */
  void pause(int attempt, long atLeastSeconds) {
    long growing = firstPause.toMillis() << Math.min(attempt - 1, 6);
    long spread = growing <= 1 ? growing : growing / 2 + jitter.nextLong(growing / 2 + 1);
    long asked = Math.min(atLeastSeconds, 10) * firstPause.toMillis() * 4;
    LockSupport.parkNanos(Duration.ofMillis(Math.max(spread, asked)).toNanos());
  }
}
