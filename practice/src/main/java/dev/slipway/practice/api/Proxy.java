package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.practice.app.AppRequest;
import dev.slipway.practice.app.AppResponse;
import dev.slipway.practice.app.SampleApp;
import dev.slipway.practice.controllers.Endpoints;
import dev.slipway.practice.pod.PodRuns;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.ObjectKey;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Sends requests to the applications in pods, one pod of a service after the other. */
public final class Proxy {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final World world;
  private final PodRuns runs;
  private final AtomicLong turn = new AtomicLong();

  public Proxy(World world, PodRuns runs) {
    this.world = world;
    this.runs = runs;
  }

  /**
   * Asks the pod that is named as in the API: {@code [scheme:]name[:port]}.
   *
   * @throws Refused 404 without such a pod, 503 when nothing listens in it
   */
  ApiReply pod(String namespace, String name, String path, ApiRequest request) {
    Target target = Target.of(name);
    KubeObject pod = world.store().get(new ObjectKey(Kinds.POD, namespace, target.name()));
    return ask(pod, path, request);
  }

  /**
   * Asks a ready pod of the service that is named as in the API: {@code [scheme:]name[:port]}.
   *
   * @throws Refused 404 without such a service, 503 when it has no such port or no ready pod
   */
  public ApiReply service(String namespace, String name, String path, ApiRequest request) {
    Target target = Target.of(name);
    KubeObject service = world.store().get(new ObjectKey(Kinds.SERVICE, namespace, target.name()));
    List<KubeObject> ready = Endpoints.ready(world, service);
    if (!hasPort(service, target.port())) {
      throw unavailable(
          "no service port \"%s\" found for service \"%s\""
              .formatted(target.port(), target.name()));
    }
    if (ready.isEmpty()) {
      throw unavailable("no endpoints available for service \"%s\"".formatted(target.name()));
    }
    return ask(ready.get((int) (turn.getAndIncrement() % ready.size())), path, request);
  }

  private static boolean hasPort(KubeObject service, String port) {
    for (JsonNode one : service.at("spec", "ports")) {
      if (port.isEmpty()
          || one.path("name").asText().equals(port)
          || one.path("port").asText().equals(port)) {
        return true;
      }
    }
    return false;
  }

  private ApiReply ask(KubeObject pod, String path, ApiRequest request) {
    Optional<SampleApp> app = runs.app(pod);
    if (app.isEmpty()) {
      throw unavailable(
          "error trying to reach service: dial tcp %s:8080: connect: connection refused"
              .formatted(pod.text("status", "podIP")));
    }
    AppResponse answer =
        app.get().handle(new AppRequest(request.method(), path, request.headers(), request.body()));
    if (answer.delay().compareTo(PATIENCE) > 0) {
      return ApiReply.json(504, ApiReply.status(504, "Timeout", "the server was slow to answer"))
          .after(PATIENCE);
    }
    return new ApiReply(answer.status(), answer.headers(), answer.body(), answer.delay());
  }

  private static Refused unavailable(String message) {
    return new Refused(503, "ServiceUnavailable", message);
  }

  /** Who is meant by {@code http:backend:8080}. */
  private record Target(String name, String port) {
    static Target of(String text) {
      List<String> parts = List.of(text.split(":", -1));
      return switch (parts.size()) {
        case 1 -> new Target(text, "");
        case 2 -> new Target(parts.getFirst(), parts.get(1));
        default -> new Target(parts.get(1), parts.get(2));
      };
    }
  }

  /** The port of a service as an ingress names it: by number or by name. */
  public static String portOf(JsonNode backend) {
    JsonNode port = Json.at(backend, "service", "port");
    return port.hasNonNull("number") ? port.path("number").asText() : port.path("name").asText();
  }
}
