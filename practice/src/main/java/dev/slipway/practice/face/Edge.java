package dev.slipway.practice.face;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.practice.api.ApiReply;
import dev.slipway.practice.api.ApiRequest;
import dev.slipway.practice.api.Proxy;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The gateway at the edge of the cluster: plain HTTP, routed by host and path of Ingress objects.
 * Who cannot set a Host header puts the host in front of the path: {@code
 * /host/api.example.com/health}.
 */
public final class Edge {
  private final World world;
  private final Proxy proxy;

  public Edge(World world, Proxy proxy) {
    this.world = world;
    this.proxy = proxy;
  }

  /** Answers any request. */
  public ApiReply handle(ApiRequest request) {
    String host = request.header("host").replaceAll(":\\d+$", "");
    String path = request.path();
    if (path.startsWith("/host/")) {
      String rest = path.substring("/host/".length());
      int slash = rest.indexOf('/');
      host = slash < 0 ? rest : rest.substring(0, slash);
      path = slash < 0 ? "/" : rest.substring(slash);
    }
    return route(host, path, request);
  }

  private ApiReply route(String host, String path, ApiRequest request) {
    return world.locked(
        () -> {
          Optional<Route> route = find(host, path);
          if (route.isEmpty()) {
            return ApiReply.text(404, "text/plain", "default backend - 404\n");
          }
          try {
            return proxy.service(route.get().namespace(), route.get().target(), path, request);
          } catch (Refused refused) {
            String text = "503 Service Temporarily Unavailable\n";
            return ApiReply.text(503, "text/plain", text);
          }
        });
  }

  private Optional<Route> find(String host, String path) {
    return world.store().list(Kinds.INGRESS).stream()
        .flatMap(ingress -> Route.all(ingress, host).stream())
        .filter(route -> route.covers(path))
        .max(Comparator.comparingInt(route -> route.prefix().length()));
  }

  /** One path of one rule of one ingress. */
  private record Route(String namespace, String prefix, String target) {
    static List<Route> all(KubeObject ingress, String host) {
      List<Route> routes = new ArrayList<>();
      for (JsonNode rule : ingress.at("spec", "rules")) {
        String wanted = rule.path("host").asText("");
        if (wanted.isEmpty() || wanted.equalsIgnoreCase(host)) {
          for (JsonNode path : rule.path("http").path("paths")) {
            JsonNode backend = path.path("backend");
            String name = backend.path("service").path("name").asText();
            String target = "http:" + name + ":" + Proxy.portOf(backend);
            routes.add(new Route(ingress.namespace(), path.path("path").asText("/"), target));
          }
        }
      }
      return routes;
    }

    boolean covers(String path) {
      String bare = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
      return path.equals(bare) || path.startsWith(bare + "/");
    }
  }
}
