package dev.slipway.probes;

import dev.slipway.contract.FailureType;
import dev.slipway.verify.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Asks one question and says what came of it. */
final class ProbeHttp {
  private static final int LARGEST_BODY = 1 << 20;
  private static final int MOST_REDIRECTS = 3;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Reach reach;
  private final Duration timeout;
  private final SSLContext trust;

  ProbeHttp(ProbeSettings settings, SSLContext trust) {
    this.reach = settings.reach();
    this.timeout = settings.timeout();
    this.trust = trust;
  }

  Reply ask(Route route, Question question) {
    return route.inCluster() ? inCluster(route, question) : publicly(route, question);
  }

  private Reply publicly(Route route, Question question) {
    URI address = route.address(question.path());
    for (int hop = 0; ; hop++) {
      Reply reply = once(route, question, address);
      Optional<URI> next =
          hop < MOST_REDIRECTS ? onward(question, address, reply) : Optional.empty();
      if (next.isEmpty()) {
        return reply;
      }
      address = next.get();
    }
  }

  /** Another host was not what the document named, so the redirect itself is the answer. */
  private static Optional<URI> onward(Question question, URI from, Reply reply) {
    if (!question.onlyReads()
        || !(reply instanceof Reply.Answered answered)
        || answered.status() / 100 != 3) {
      return Optional.empty();
    }
    try {
      return answered
          .headers()
          .firstValue("Location")
          .map(from::resolve)
          .filter(next -> from.getHost().equals(next.getHost()))
          .filter(next -> !from.getScheme().equals("https") || next.getScheme().equals("https"));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Reply once(Route route, Question question, URI address) {
    try {
      reach.check(address);
    } catch (UnknownHostException e) {
      return new Reply.OutOfSight(address.getHost() + " has no address in DNS");
    }
    HttpRequest request = request(route, question, address);
    HttpClient client =
        HttpClient.newBuilder().executor(threads).sslContext(trust).connectTimeout(timeout).build();
    try {
      return send(client, request);
    } catch (IOException e) {
      return trouble(address, e);
    } finally {
      client.shutdownNow();
    }
  }

  private static Reply trouble(URI address, IOException failure) {
    String host = address.getAuthority();
    return switch (failure) {
      case HttpConnectTimeoutException e -> new Reply.OutOfSight("no connection to " + host);
      case HttpTimeoutException e -> new Reply.Lost(host + " " + e.getMessage());
      case NoRouteToHostException e -> new Reply.OutOfSight("no route to " + host);
      case ConnectException e -> new Reply.Lost(host + " refuses connections");
      case SSLException e -> handshake(host, e);
      case TooLarge e -> new Reply.Broken(host + ": " + e.getMessage());
      default -> new Reply.Lost(host + " broke off: " + failure.getMessage());
    };
  }

  /** A certificate that is not believed now is not believed in a minute either. */
  private static Reply handshake(String host, SSLException failure) {
    String why = host + " fails the TLS handshake: " + failure.getMessage();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return new Reply.Broken(why);
      }
    }
    return new Reply.Lost(why);
  }

  /** An answer that nobody wants to hold in memory. */
  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge() {
      super("the answer is larger than %d bytes".formatted(LARGEST_BODY));
    }
  }

  private Reply inCluster(Route route, Question question) {
    HttpRequest request = request(route, question, route.address(question.path()));
    HttpClient client = route.client() == null ? HttpClient.newHttpClient() : route.client();
    try {
      ProxyAnswer answer = ProxyAnswer.of(send(client, request));
      return answer.isRefusal()
          ? doubted(client, route, question, request, answer)
          : answer.reply();
    } catch (HttpConnectTimeoutException | ConnectException e) {
      return new Reply.OutOfSight("the API server cannot be reached");
    } catch (TooLarge e) {
      return new Reply.Broken(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return serverAnswers(client, route)
          ? new Reply.Lost("the Service does not answer: " + e.getMessage())
          : new Reply.OutOfSight("the API server does not answer: " + e.getMessage());
    }
  }

  /**
   * A refusal by the API server is meant when the server is ready; what only reads is asked once
   * more then, because it may have become so in between.
   */
  private Reply doubted(
      HttpClient client, Route route, Question question, HttpRequest request, ProxyAnswer refused)
      throws IOException {
    var doubt =
        new ServerDoubt(
            () -> server(client, route, ServerDoubt.READY),
            Duration.ofMillis(Math.min(1_000, timeout.toMillis() / 10)));
    Optional<Reply> notReady = doubt.notReady();
    if (notReady.isPresent()) {
      return notReady.get();
    }
    return question.onlyReads() ? ProxyAnswer.of(send(client, request)).reply() : refused.reply();
  }

  /** Silence behind a proxy is the Service's only when the proxy itself still talks. */
  private boolean serverAnswers(HttpClient client, Route route) {
    try {
      return server(client, route, "/livez") < 500;
    } catch (IOException e) {
      return false;
    }
  }

  /** What the API server itself says of its health. */
  private int server(HttpClient client, Route route, String path) throws IOException {
    String server = route.base().replaceFirst("/api/v1/.*$", "");
    URI address = URI.create(server + path);
    return send(client, request(route, Question.get(path), address)).status();
  }

  private HttpRequest request(Route route, Question question, URI address) {
    HttpRequest.BodyPublisher body =
        question.body() == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(question.body());
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address).timeout(timeout).method(question.method(), body);
      for (Header header : route.headers()) {
        request.header(header.name(), header.value());
      }
      for (Header header : question.headers()) {
        route.refuseAuthorization(header.name());
        request.header(header.name(), header.value());
      }
      return request.build();
    } catch (IllegalArgumentException e) {
      // the exception may quote a header's value
      throw FailureType.INVALID.failure(
          "a header of %s %s is not allowed in HTTP: check names, and values for line breaks"
              .formatted(question.method(), address.getPath()));
    }
  }

  private Reply.Answered send(HttpClient client, HttpRequest request) throws IOException {
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<InputStream>> head =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    CompletableFuture<Reply.Answered> answer =
        head.thenApplyAsync(response -> read(response, start), threads);
    try {
      return answer.get(timeout.toMillis() + 100, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      hangUp(head);
      throw new HttpTimeoutException("gave no whole answer within " + timeout);
    } catch (ExecutionException e) {
      throw cause(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailureType.UNAVAILABLE.failure("the worker is stopping: the probe was not finished");
    }
  }

  /**
   * Or an answer that does not end would keep its reader and its connection for as long as the
   * other side likes: the client is that of the site and is not closed.
   */
  private static void hangUp(CompletableFuture<HttpResponse<InputStream>> head) {
    head.cancel(true);
    var unused =
        head.thenAccept(
            response -> {
              try {
                response.body().close();
              } catch (IOException closed) {
                throw new UncheckedIOException(closed);
              }
            });
  }

  private IOException cause(Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException e -> e;
      case HttpTimeoutException e -> new HttpTimeoutException("gave no answer within " + timeout);
      case IOException e -> e;
      case UncheckedIOException e -> e.getCause();
      default -> new IOException(String.valueOf(cause));
    };
  }

  private static Reply.Answered read(HttpResponse<InputStream> response, long start) {
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        throw new TooLarge();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Reply.Answered(response.statusCode(), response.headers(), body, took);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
