package dev.slipway.practice.face;

import dev.slipway.practice.api.ApiReply;
import dev.slipway.practice.api.ApiRequest;
import dev.slipway.practice.world.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** One port on loopback; each request is answered on a thread of its own. */
public final class HttpFace implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpFace.class.getName());

  private final Vertx vertx;
  private final HttpServer server;
  private final Function<ApiRequest, ApiReply> answer;
  private final Optional<Watches> watches;
  private final Faults faults = new Faults();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HttpFace(Vertx vertx, Function<ApiRequest, ApiReply> answer, Optional<Watches> watches) {
    this.vertx = vertx;
    this.answer = answer;
    this.watches = watches;
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true);
    this.server = vertx.createHttpServer(options).requestHandler(this::receive);
  }

  /** Starts a face on a free port. */
  public static HttpFace start(Vertx vertx, Function<ApiRequest, ApiReply> answer) {
    return listen(new HttpFace(vertx, answer, Optional.empty()));
  }

  /** Starts a face on a free port that can be watched too. */
  public static HttpFace start(
      Vertx vertx, Function<ApiRequest, ApiReply> answer, Watches watches) {
    return listen(new HttpFace(vertx, answer, Optional.of(watches)));
  }

  private static HttpFace listen(HttpFace face) {
    await(face.server.listen());
    return face;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  public Faults faults() {
    return faults;
  }

  private void receive(HttpServerRequest request) {
    ApiRequest head = read(request, "");
    boolean watch = head.query("watch").equals("true") || head.query("watch").equals("1");
    if (watch && watches.isPresent()) {
      watch(request, head, watches.get());
      return;
    }
    request
        .body()
        .onSuccess(
            body ->
                threads.execute(
                    () -> serve(request, read(request, body.toString(StandardCharsets.UTF_8)))))
        .onFailure(lost -> request.connection().close());
  }

  private void serve(HttpServerRequest request, ApiRequest read) {
    Optional<Fault> fault = faults.take(read);
    if (fault.isEmpty()) {
      send(request, answer.apply(read));
      return;
    }
    switch (fault.get()) {
      case Fault.Answer wrong -> send(request, reply(wrong));
      case Fault.Refusal no ->
          send(request, ApiReply.refused(new Refused(no.status(), "Invalid", no.message())));
      case Fault.Delay late -> {
        LockSupport.parkNanos(late.time().toNanos());
        send(request, answer.apply(read));
      }
      case Fault.DropBefore lost -> request.connection().close();
      case Fault.DropAfter lost -> {
        ApiReply unheard = answer.apply(read);
        LOG.log(Level.DEBUG, "kept back an answer with status {0}", unheard.status());
        request.connection().close();
      }
    }
  }

  private static ApiReply reply(Fault.Answer wrong) {
    String reason =
        switch (wrong.status()) {
          case 409 -> "Conflict";
          case 429 -> "TooManyRequests";
          case 503 -> "ServiceUnavailable";
          default -> "InternalError";
        };
    ApiReply reply = ApiReply.refused(new Refused(wrong.status(), reason, "injected fault"));
    return wrong
        .retryAfter()
        .map(time -> reply.with("Retry-After", Long.toString(time.toSeconds())))
        .orElse(reply);
  }

  private void send(HttpServerRequest request, ApiReply reply) {
    if (reply.delay().isPositive()) {
      LockSupport.parkNanos(reply.delay().toNanos());
    }
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    Buffer body = Buffer.buffer(reply.body());
    boolean bodiless = reply.status() == 204 || reply.status() == 304;
    if (!bodiless) {
      response.putHeader("Content-Length", Integer.toString(body.length()));
    }
    if (bodiless || request.method().name().equals("HEAD")) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private void watch(HttpServerRequest request, ApiRequest read, Watches source) {
    Optional<Fault> fault = faults.take(read);
    if (fault.isPresent() && !(fault.get() instanceof Fault.Answer)) {
      request.connection().close();
      return;
    }
    EventPipe pipe = new EventPipe();
    try {
      if (fault.orElse(null) instanceof Fault.Answer wrong) {
        send(request, reply(wrong));
        return;
      }
      Runnable end = source.open(read, pipe);
      if (read.header("upgrade").toLowerCase(Locale.ROOT).contains("websocket")) {
        socket(request, pipe, end, timeout(read));
      } else {
        stream(request, pipe, end, timeout(read));
      }
    } catch (Refused refused) {
      send(request, ApiReply.refused(refused));
    }
  }

  private void socket(HttpServerRequest request, EventPipe pipe, Runnable end, Duration timeout) {
    request
        .toWebSocket()
        .onFailure(lost -> end.run())
        .onSuccess(
            socket -> {
              socket.closeHandler(closed -> end.run());
              socket.exceptionHandler(lost -> end.run());
              pipe.attach(socket::writeTextMessage);
              vertx.setTimer(timeout.toMillis(), timer -> socket.close());
            });
  }

  private void stream(HttpServerRequest request, EventPipe pipe, Runnable end, Duration timeout) {
    HttpServerResponse response = request.response().setChunked(true);
    response.putHeader("Content-Type", "application/json").closeHandler(closed -> end.run());
    pipe.attach(event -> response.write(event + "\n"));
    vertx.setTimer(
        timeout.toMillis(),
        timer -> {
          end.run();
          response.end();
        });
  }

  private static Duration timeout(ApiRequest request) {
    String seconds = request.query("timeoutSeconds");
    return Duration.ofSeconds(seconds.isEmpty() ? 3600 : Math.max(1, Long.parseLong(seconds)));
  }

  private static ApiRequest read(HttpServerRequest request, String body) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    Map<String, String> query = new HashMap<>();
    request.params().forEach(query::put);
    String path = URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
    return new ApiRequest(request.method().name(), path, query, headers, body);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a port was opened or closed", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a port on 127.0.0.1 cannot be opened or closed", e);
    }
  }

  @Override
  public void close() {
    await(server.close());
    threads.shutdownNow();
  }
}
