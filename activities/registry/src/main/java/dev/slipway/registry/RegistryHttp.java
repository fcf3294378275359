package dev.slipway.registry;

import dev.slipway.contract.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request and reads a bounded answer in bounded time; silence is UNAVAILABLE. */
final class RegistryHttp {
  /** The distribution specification asks registries to take manifests of at least 4 MiB. */
  private static final int LARGEST_BODY = 4 << 20;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;
  private final String partner;
  private final Duration timeout;

  RegistryHttp(Duration timeout) {
    this("registry", timeout);
  }

  /**
   * @param partner who is spoken to, for messages
   */
  RegistryHttp(String partner, Duration timeout) {
    this.partner = partner;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(timeout)
            // a redirect could carry the login to another host
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  HttpRequest.Builder request(URI address) {
    refuseLinkLocal(address);
    return HttpRequest.newBuilder(address).timeout(timeout);
  }

  RegistryAnswer send(HttpRequest request) {
    CompletableFuture<RegistryAnswer> answer =
        client
            .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
            .thenApplyAsync(RegistryHttp::read, threads);
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw silent(request, "no answer within %d s".formatted(timeout.toSeconds()));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ApplicationFailure known ? known : silent(request, root(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent(request, "the worker is stopping");
    }
  }

  private static RegistryAnswer read(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        throw FailureType.INVALID.failure(
            "%s answers more than %d bytes: this is no manifest"
                .formatted(response.uri(), LARGEST_BODY));
      }
      return new RegistryAnswer(response.statusCode(), response.headers(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String root(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private ApplicationFailure silent(HttpRequest request, String why) {
    return FailureType.UNAVAILABLE.failure(
        "%s %s does not answer: %s".formatted(partner, request.uri().getAuthority(), why));
  }

  /** The metadata service of a cloud lives there and hands out credentials. */
  private void refuseLinkLocal(URI address) {
    try {
      for (InetAddress found : InetAddress.getAllByName(address.getHost())) {
        if (found.isLinkLocalAddress() || found.isAnyLocalAddress()) {
          throw FailureType.INVALID.failure(
              "%s is %s, a link-local address: no registry lives there, correct the image or the registry's token realm"
                  .formatted(address.getHost(), found.getHostAddress()));
        }
      }
    } catch (UnknownHostException e) {
      throw FailureType.UNAVAILABLE.failure(
          "%s %s has no address: correct its name, or repair DNS at this site"
              .formatted(partner, address.getAuthority()));
    }
  }
}
