package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Change;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Selector;
import dev.slipway.practice.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One watch: what was there, what happened since, and then everything that happens. */
public final class WatchStream {
  private final World world;
  private final Kind kind;
  private final Predicate<KubeObject> wanted;
  private final Consumer<String> sink;
  private final Set<String> seen = new HashSet<>();

  private WatchStream(World world, Kind kind, Predicate<KubeObject> wanted, Consumer<String> sink) {
    this.world = world;
    this.kind = kind;
    this.wanted = wanted;
    this.sink = sink;
  }

  /** Objects which a collection request means: its namespace, its labels, its fields. */
  static Predicate<KubeObject> wanted(ApiPath path, ApiRequest request) {
    Predicate<Map<String, String>> labels = Selector.labels(request.query("labelSelector"));
    Predicate<KubeObject> fields = Selector.fields(request.query("fieldSelector"));
    return object ->
        (path.namespace().isEmpty() || path.namespace().equals(object.namespace()))
            && (path.name().isEmpty() || path.name().equals(object.name()))
            && labels.test(object.labels())
            && fields.test(object);
  }

  /**
   * Opens a watch.
   *
   * @param sink takes one event as one line of JSON; must not block
   * @return ends the watch
   */
  static Runnable open(World world, ApiPath path, ApiRequest request, Consumer<String> sink) {
    WatchStream stream = new WatchStream(world, path.kind(), wanted(path, request), sink);
    return world.locked(() -> stream.begin(request.query("resourceVersion")));
  }

  private Runnable begin(String from) {
    List<KubeObject> present = world.store().list(kind).stream().filter(wanted).toList();
    if (from.isEmpty() || from.equals("0")) {
      present.forEach(object -> send("ADDED", object.json()));
    } else {
      Optional<List<Change>> missed = world.store().since(Long.parseLong(from));
      if (missed.isEmpty()) {
        send("ERROR", ApiReply.status(410, "Expired", "too old resource version: " + from));
        return () -> {};
      }
      seen.addAll(present.stream().map(KubeObject::uid).toList());
      missed.get().forEach(this::accept);
    }
    seen.addAll(present.stream().map(KubeObject::uid).toList());
    return world.store().watch(this::accept);
  }

  /** An object that no longer fits the selector is deleted for this watcher, and the reverse. */
  private void accept(Change change) {
    KubeObject object = change.object();
    if (!object.kind().equals(kind)) {
      return;
    }
    boolean fits = wanted.test(object);
    boolean known = seen.contains(object.uid());
    if (change.type() == Change.Type.DELETED || !fits) {
      if (known || (fits && change.type() == Change.Type.DELETED)) {
        seen.remove(object.uid());
        send("DELETED", object.json());
      }
    } else {
      seen.add(object.uid());
      boolean news = change.type() == Change.Type.ADDED || !known;
      send(news ? "ADDED" : "MODIFIED", object.json());
    }
  }

  private void send(String type, ObjectNode object) {
    ObjectNode event = Json.object().put("type", type);
    event.set("object", object);
    sink.accept(Json.write(event));
  }
}
