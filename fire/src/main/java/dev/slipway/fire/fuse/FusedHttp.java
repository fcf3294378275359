package dev.slipway.fire.fuse;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Kubernetes client's own HTTP, told before each write leaves and after its answer has come.
 * The client finds it by its priority.
 */
public final class FusedHttp implements HttpClient.Factory {
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

  /** Tells an answer which request it belongs to; the API server does not look at it. */
  private static final String TICKET = "X-Fuse-Ticket";

  @Override
  public HttpClient.Builder newBuilder() {
    HttpClient.Builder builder = shipped().newBuilder();
    return FuseWiring.tells()
        ? builder.addOrReplaceInterceptor("fuse", new Told(FuseWiring.fuse()))
        : builder;
  }

  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  private static HttpClient.Factory shipped() {
    return ServiceLoader.load(HttpClient.Factory.class).stream()
        .filter(one -> !one.type().equals(FusedHttp.class))
        .map(ServiceLoader.Provider::get)
        .max(Comparator.comparingInt(HttpClient.Factory::priority))
        .orElseThrow(() -> new IllegalStateException("the worker has no HTTP client"));
  }

  private static final class Told implements Interceptor {
    private final Map<String, Moment> tickets = new ConcurrentHashMap<>();
    private final Fuse fuse;

    Told(Fuse fuse) {
      this.fuse = fuse;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      Optional<Moment> activity =
          WRITES.contains(request.method())
              ? FusedActivities.underWay(Stage.ACT)
              : Optional.empty();
      activity.ifPresent(
          moment -> {
            String ticket = UUID.randomUUID().toString();
            tickets.put(ticket, moment.at(Stage.ACTED));
            builder.setHeader(TICKET, ticket);
            fuse.pass(moment);
          });
    }

    @Override
    public void after(
        HttpRequest request,
        HttpResponse<?> response,
        AsyncBody.Consumer<List<ByteBuffer>> consumer) {
      String ticket = request.header(TICKET);
      Moment acted = ticket == null ? null : tickets.remove(ticket);
      if (acted != null) {
        fuse.pass(acted);
      }
    }
  }
}
