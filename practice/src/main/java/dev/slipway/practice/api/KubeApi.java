package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.api.ObjectApi.PatchOptions;
import dev.slipway.practice.api.ObjectApi.Written;
import dev.slipway.practice.pod.PodRuns;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.World;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The API server: who asks, may they, what do they want. */
public final class KubeApi {
  private static final String UNREADY =
      """
      [+]ping ok
      [-]poststarthook/rbac/bootstrap-roles failed: reason withheld
      readyz check failed
      """;

  private final World world;
  private final Tokens tokens;
  private final AccessReviews reviews;
  private volatile boolean starting;
  private final ObjectApi objects;
  private final Discovery discovery;
  private final PodLogs logs;
  private final Proxy proxy;

  public KubeApi(World world, PodRuns runs, Tokens tokens) {
    this.world = world;
    this.tokens = tokens;
    this.reviews = new AccessReviews(tokens);
    this.objects = new ObjectApi(world);
    this.discovery = new Discovery(world.kinds());
    this.logs = new PodLogs(world, runs);
    this.proxy = new Proxy(world, runs);
  }

  /**
   * As a server is for a second or two after its start: it says that it is not ready, and refuses
   * everybody because it has not read its roles.
   */
  public void starting(boolean is) {
    starting = is;
  }

  /** Answers any request but a watch; never throws for what a client does. */
  public ApiReply handle(ApiRequest request) {
    try {
      return world.locked(() -> answer(request));
    } catch (Refused refused) {
      return ApiReply.refused(refused);
    } catch (IllegalArgumentException bad) {
      return ApiReply.refused(Refused.bad(String.valueOf(bad.getMessage())));
    }
  }

  /**
   * Opens a watch.
   *
   * @return what ends it
   * @throws Refused 401, 403 or 404
   */
  public Runnable watch(ApiRequest request, Consumer<String> sink) {
    Access access = authenticate(request);
    ApiPath path = path(request);
    authorize(access, path, path.verb("GET", true));
    return WatchStream.open(world, path, request, sink);
  }

  private ApiReply answer(ApiRequest request) {
    if (request.path().matches("/(healthz|livez|readyz)")) {
      return health(request);
    }
    Access access = authenticate(request);
    if (starting) {
      throw unready(access, request);
    }
    Optional<ObjectNode> known = discovery.answer(request.path());
    if (known.isPresent()) {
      return ApiReply.json(200, known.get());
    }
    if (request.path().equals(AccessReviews.PATH)) {
      return reviews.answer(access, request);
    }
    ApiPath path = path(request);
    authorize(access, path, path.verb(request.method(), false));
    return path.subresource().isEmpty() ? object(path, request) : part(path, request);
  }

  private ApiReply health(ApiRequest request) {
    return starting && request.path().equals("/readyz")
        ? ApiReply.text(500, "text/plain", UNREADY)
        : ApiReply.text(200, "text/plain", "ok");
  }

  private static Refused unready(Access access, ApiRequest request) {
    String verb = request.method().toLowerCase(Locale.ROOT);
    return new Refused(
        403,
        "Forbidden",
        "forbidden: User \"%s\" cannot %s path \"%s\""
            .formatted(access.user(), verb, request.path()));
  }

  private Access authenticate(ApiRequest request) {
    return tokens
        .of(request.header("authorization"))
        .orElseThrow(() -> new Refused(401, "Unauthorized", "Unauthorized"));
  }

  private ApiPath path(ApiRequest request) {
    return ApiPath.of(request.path(), world.kinds())
        .orElseThrow(
            () -> new Refused(404, "NotFound", "the server could not find the requested resource"));
  }

  private void authorize(Access access, ApiPath path, String verb) {
    if (!tokens.allows(access, verb, path.resource())) {
      String scope =
          path.namespace().isEmpty()
              ? " at the cluster scope"
              : " in the namespace \"" + path.namespace() + "\"";
      String why =
          "User \"%s\" cannot %s resource \"%s\" in API group \"%s\"%s"
              .formatted(access.user(), verb, path.resource(), path.kind().group(), scope);
      throw Refused.forbidden(path.kind(), path.name(), why);
    }
  }

  private ApiReply object(ApiPath path, ApiRequest request) {
    boolean dry = request.query("dryRun").equals("All");
    return switch (request.method()) {
      case "GET" ->
          path.name().isEmpty()
              ? list(path, request)
              : ApiReply.json(200, world.store().get(path.key()).json());
      case "POST" -> {
        ObjectNode made = objects.create(path.kind(), path.namespace(), body(request), dry);
        yield ApiReply.json(201, made);
      }
      case "PUT" -> {
        KubeObject before = world.store().get(path.key());
        yield ApiReply.json(200, objects.update(before, body(request), "", dry));
      }
      case "PATCH" -> patch(path, request);
      case "DELETE" -> delete(path, request, dry);
      default -> notAllowed();
    };
  }

  private ApiReply part(ApiPath path, ApiRequest request) {
    String what = path.kind().plural() + "/" + path.subresource();
    return switch (what) {
      case "pods/log" -> logs.read(path.key(), request);
      case "pods/proxy" -> proxy.pod(path.namespace(), path.name(), path.rest(), request);
      case "services/proxy" -> proxy.service(path.namespace(), path.name(), path.rest(), request);
      case "pods/eviction" -> new Eviction(world, objects).evict(path.key());
      default ->
          switch (path.subresource()) {
            case "scale" -> new Scale(world, objects).handle(path, request);
            case "status" -> status(path, request);
            default -> throw new Refused(404, "NotFound", "the server has no " + what);
          };
    };
  }

  private ApiReply status(ApiPath path, ApiRequest request) {
    KubeObject before = world.store().get(path.key());
    return switch (request.method()) {
      case "GET" -> ApiReply.json(200, before.json());
      case "PUT" -> ApiReply.json(200, objects.update(before, body(request), "status", false));
      case "PATCH" -> patch(path, request);
      default -> notAllowed();
    };
  }

  private ApiReply patch(ApiPath path, ApiRequest request) {
    PatchOptions options =
        new PatchOptions(
            request.header("content-type"),
            request.query("fieldManager"),
            request.query("force").equals("true"),
            request.query("dryRun").equals("All"));
    JsonNode patch = options.apply() ? Yaml.read(request.body()) : Json.parse(request.body());
    Written written = objects.patch(path.key(), path.subresource(), options, patch);
    return ApiReply.json(written.code(), written.object());
  }

  private ApiReply delete(ApiPath path, ApiRequest request, boolean dry) {
    JsonNode options = request.body().isEmpty() ? Json.object() : Json.parse(request.body());
    if (!path.name().isEmpty()) {
      return ApiReply.json(200, objects.deletion().delete(path.key(), options, dry));
    }
    world.store().list(path.kind()).stream()
        .filter(WatchStream.wanted(path, request))
        .forEach(object -> objects.deletion().delete(object.key(), options, dry));
    return ApiReply.json(200, ApiReply.status(200, "", ""));
  }

  private ApiReply list(ApiPath path, ApiRequest request) {
    ObjectNode list = Json.object().put("kind", path.kind().name() + "List");
    list.put("apiVersion", path.kind().apiVersion());
    Json.child(list, "metadata").put("resourceVersion", Long.toString(world.store().version()));
    ArrayNode items = list.putArray("items");
    world.store().list(path.kind()).stream()
        .filter(WatchStream.wanted(path, request))
        .forEach(object -> items.add(object.json()));
    return ApiReply.json(200, list);
  }

  private static ObjectNode body(ApiRequest request) {
    if (Json.parse(request.body()) instanceof ObjectNode object) {
      return object;
    }
    throw Refused.bad("the body of the request must be an object");
  }

  private static ApiReply notAllowed() {
    throw new Refused(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  /** For callers within the process which need not go through requests. */
  public ObjectApi objects() {
    return objects;
  }

  /** The way to applications behind services. */
  public Proxy proxy() {
    return proxy;
  }
}
