package dev.slipway.practice.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One running copy of the sample application: a request in, an answer out, with state and counters
 * of its own. What it does is decided by its {@link Behaviour} alone; time comes from the given
 * source and log lines go to the given sink. Errors are spread evenly and not by chance, so that 20
 * % of any hundred requests fail, in every run. Thread-safe.
 *
 * <p>It does not end itself: whoever runs it asks {@link Behaviour#exit()}, calls {@link #die} at
 * that time and drops it.
 */
public final class SampleApp {
  private static final Duration USUAL_TIME = Duration.ofMillis(12);

  private final Behaviour behaviour;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final Instant startedAt;
  private final AppMetrics metrics = new AppMetrics();
  private final Shelf workflows = new Shelf("wf");
  private final Shelf devices = new Shelf("dev");
  private long asked;

  /**
   * Starts a copy.
   *
   * @param environment the container's variables; only {@code CORS_ORIGINS} is read
   * @param log receives lines without line end
   */
  public SampleApp(
      Behaviour behaviour,
      Map<String, String> environment,
      InstantSource clock,
      Consumer<String> log) {
    this.behaviour = behaviour;
    this.environment = environment;
    this.clock = clock;
    this.log = log;
    this.startedAt = clock.instant();
    log("INFO starting version " + behaviour.version());
    if (behaviour.noisy()) {
      log("ERROR could not refresh the settings cache: connection reset");
    }
  }

  public Behaviour behaviour() {
    return behaviour;
  }

  public AppMetrics metrics() {
    return metrics;
  }

  /** Whether a readiness probe passes now. */
  public boolean ready() {
    return !behaviour.neverReady() && !clock.instant().isBefore(readyAt());
  }

  /** When a readiness probe may pass for the first time; without meaning if it never does. */
  public Instant readyAt() {
    return startedAt.plus(behaviour.readyAfter());
  }

  /** Writes the last words of a container that dies by itself. */
  public void die() {
    behaviour.exit().ifPresent(exit -> log("FATAL " + lastWords(exit)));
  }

  private static String lastWords(Exit exit) {
    return exit.code() == 137 ? "out of memory" : "ERROR cannot start: setting DB_POOL is missing";
  }

  /** Writes what an idle application writes; call it every few seconds. */
  public void heartbeat() {
    log.accept(heartbeat(clock.instant()));
  }

  /** The line which an idle application would have written at this time. */
  public String heartbeat(Instant time) {
    return time + (behaviour.noisy() ? " ERROR queue consumer lost its connection" : " INFO alive");
  }

  /** Answers one request; never throws. */
  public AppResponse handle(AppRequest request) {
    AppResponse answer = answer(request);
    if (isOperational(request.path())) {
      return answer;
    }
    metrics.count(answer.status(), seconds(answer.delay()), 1);
    if (behaviour.noisy() || answer.status() >= 500) {
      log("ERROR " + request.method() + " " + request.path() + " answered " + answer.status());
    }
    return answer.with("Access-Control-Allow-Origin", allowedOrigin());
  }

  /** Takes {@code requests} ordinary reads at once, as a load generator would have sent them. */
  public Load absorb(int requests) {
    int failed = failuresAmong(requests);
    double took = seconds(USUAL_TIME.plus(behaviour.latency()));
    if (requests > failed) {
      metrics.count(200, took, requests - failed);
    }
    if (failed > 0) {
      metrics.count(500, took, failed);
      log("ERROR " + failed + " of " + requests + " requests answered 500");
    }
    return new Load(requests, failed);
  }

  private AppResponse answer(AppRequest request) {
    if (isOperational(request.path())) {
      return operational(request.path());
    }
    if (nextFails()) {
      return AppResponse.json(500, "{\"error\":\"internal error\"}").after(behaviour.latency());
    }
    return api(request).after(behaviour.latency());
  }

  private AppResponse operational(String path) {
    return switch (path) {
      case "/metrics", "/health/metrics" -> AppResponse.text(metrics.render(behaviour.version()));
      case "/health/live" -> AppResponse.json(200, "{\"status\":\"alive\"}");
      case "/health/ready", "/api/v1/ready" -> health(ready(), "starting");
      default -> health(!behaviour.badHealth(), "unhealthy");
    };
  }

  private AppResponse health(boolean good, String otherwise) {
    String state = good ? "connected" : "disconnected";
    return AppResponse.json(
        good ? 200 : 503,
        "{\"status\":\"%s\",\"version\":\"%s\",\"database\":\"%s\",\"redis\":\"connected\"}"
            .formatted(good ? "healthy" : otherwise, behaviour.version(), state));
  }

  private AppResponse api(AppRequest request) {
    if (request.method().equals("OPTIONS")) {
      return AppResponse.json(204, "").with("Access-Control-Allow-Methods", "GET, POST, DELETE");
    }
    List<String> parts = request.parts();
    if (parts.isEmpty()) {
      return AppResponse.json(200, "{\"version\":\"%s\"}".formatted(behaviour.version()));
    }
    String area = parts.size() < 3 ? "" : String.join("/", parts.subList(0, 3));
    List<String> rest = parts.size() < 3 ? List.of() : parts.subList(3, parts.size());
    return switch (area) {
      case "api/v1/auth" -> login(request, rest);
      case "api/v1/workflows" -> workflows(request, rest);
      case "api/v1/device" -> device(request, rest);
      default -> notFound(request);
    };
  }

  private AppResponse login(AppRequest request, List<String> rest) {
    if (!request.method().equals("POST") || !rest.equals(List.of("login"))) {
      return notFound(request);
    }
    return AppResponse.json(
        200, "{\"access_token\":\"practice-session\",\"token_type\":\"bearer\"}");
  }

  private AppResponse workflows(AppRequest request, List<String> rest) {
    String what = request.method() + " " + rest.size();
    return switch (what) {
      case "GET 0" -> AppResponse.json(200, "{\"total\":%d}".formatted(workflows.size()));
      case "POST 0" -> AppResponse.json(201, "{\"id\":\"%s\"}".formatted(workflows.create()));
      case "DELETE 1" -> deleted(request, workflows.delete(rest.getFirst()));
      case "GET 1" ->
          workflows.has(rest.getFirst())
              ? AppResponse.json(200, "{\"id\":\"%s\"}".formatted(rest.getFirst()))
              : notFound(request);
      default -> notFound(request);
    };
  }

  private AppResponse device(AppRequest request, List<String> rest) {
    if (request.method().equals("POST") && rest.equals(List.of("register"))) {
      return AppResponse.json(201, "{\"device_id\":\"%s\"}".formatted(devices.create()));
    }
    if (rest.isEmpty() || !devices.has(rest.getFirst())) {
      return notFound(request);
    }
    String what = request.method() + " " + (rest.size() == 2 ? rest.get(1) : "");
    return switch (what) {
      case "GET config" -> AppResponse.json(200, "{\"interval_seconds\":60}");
      case "POST metrics" -> AppResponse.json(202, "{\"accepted\":true}");
      case "DELETE " -> deleted(request, devices.delete(rest.getFirst()));
      default -> notFound(request);
    };
  }

  private static AppResponse deleted(AppRequest request, boolean was) {
    return was ? AppResponse.json(204, "") : notFound(request);
  }

  private static AppResponse notFound(AppRequest request) {
    String path = request.path().replaceAll("[^A-Za-z0-9/._-]", "?");
    return AppResponse.json(404, "{\"error\":\"no such path: %s\"}".formatted(path));
  }

  private static boolean isOperational(String path) {
    return switch (path) {
      case "/metrics",
          "/health/metrics",
          "/health",
          "/health/live",
          "/health/ready",
          "/health/detailed",
          "/api/v1/healthz",
          "/api/v1/ready" ->
          true;
      default -> false;
    };
  }

  private boolean nextFails() {
    return failuresAmong(1) == 1;
  }

  private synchronized int failuresAmong(int requests) {
    int percent = behaviour.errorPercent();
    long before = asked * percent / 100;
    asked += requests;
    return (int) (asked * percent / 100 - before);
  }

  private static double seconds(Duration duration) {
    return Math.max(duration.toNanos(), USUAL_TIME.toNanos()) / 1e9;
  }

  private String allowedOrigin() {
    return environment.getOrDefault("CORS_ORIGINS", "*");
  }

  private void log(String line) {
    log.accept(clock.instant() + " " + line);
  }

  /**
   * What came of a batch of requests.
   *
   * @param requests all of them
   * @param failed answered with 500
   */
  public record Load(int requests, int failed) {}
}
