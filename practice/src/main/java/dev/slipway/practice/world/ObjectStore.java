package dev.slipway.practice.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All objects of the cluster with their versions, and the recent changes for watches. It numbers
 * versions and generations and checks them; what may be written at all is decided before.
 */
public final class ObjectStore {
  private static final int REMEMBERED = 20_000;
  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::namespace).thenComparing(ObjectKey::name);

  private final Map<Kind, TreeMap<ObjectKey, KubeObject>> objects = new HashMap<>();
  private final Deque<Change> recent = new ArrayDeque<>();
  private final List<Consumer<Change>> watchers = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private long version = 1000;
  private long made;

  ObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Grows with every change of any object. */
  public long version() {
    return version;
  }

  public Optional<KubeObject> find(ObjectKey key) {
    return Optional.ofNullable(of(key.kind()).get(key));
  }

  public Optional<KubeObject> find(Kind kind, String namespace, String name) {
    return find(new ObjectKey(kind, namespace, name));
  }

  /**
   * One object.
   *
   * @throws Refused 404 when it is not there
   */
  public KubeObject get(ObjectKey key) {
    return find(key).orElseThrow(() -> Refused.notFound(key.kind(), key.name()));
  }

  /** All objects of a kind, by namespace and name. */
  public List<KubeObject> list(Kind kind) {
    return new ArrayList<>(of(kind).values());
  }

  public Stream<KubeObject> list(Kind kind, String namespace) {
    return list(kind).stream().filter(object -> object.namespace().equals(namespace));
  }

  /** Objects of a kind whose controller is this one. */
  public List<KubeObject> ownedBy(KubeObject owner, Kind kind) {
    Optional<String> uid = Optional.of(owner.uid());
    return list(kind, owner.namespace()).filter(one -> one.controller().equals(uid)).toList();
  }

  /**
   * Adds an object.
   *
   * @throws Refused 409 when the name is taken
   */
  public KubeObject create(Kind kind, ObjectNode json) {
    ObjectNode metadata = Json.child(json, "metadata");
    made++;
    if (!metadata.hasNonNull("name") && metadata.hasNonNull("generateName")) {
      metadata.put("name", metadata.path("generateName").asText() + Names.suffix(made));
    }
    json.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    metadata.put("uid", new UUID(0x5117_0000_0000_4000L, 0x8000_0000_0000_0000L | made).toString());
    metadata.put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    if (json.has("spec")) {
      metadata.put("generation", 1);
    }
    KubeObject object = new KubeObject(kind, json);
    if (of(kind).containsKey(object.key())) {
      throw Refused.exists(kind, object.name());
    }
    return save(Change.Type.ADDED, object);
  }

  /**
   * Replaces an object by another state of it; nothing happens when they are equal.
   *
   * @throws Refused 404 when it is gone, 409 when the new state names another version than the
   *     stored one
   */
  public KubeObject update(KubeObject changed) {
    KubeObject before = get(changed.key());
    ObjectNode metadata = Json.child(changed.json(), "metadata");
    String claimed = metadata.path("resourceVersion").asText("");
    if (!claimed.isEmpty() && !claimed.equals(before.text("metadata", "resourceVersion"))) {
      throw Refused.conflict(changed.kind(), changed.name());
    }
    for (String fixed : List.of("uid", "creationTimestamp", "resourceVersion", "generation")) {
      metadata.set(fixed, before.at("metadata", fixed).deepCopy());
      if (metadata.path(fixed).isMissingNode()) {
        metadata.remove(fixed);
      }
    }
    if (changed.json().equals(before.json())) {
      return before;
    }
    if (!changed.at("spec").equals(before.at("spec"))) {
      metadata.put("generation", before.generation() + 1);
    }
    return save(Change.Type.MODIFIED, changed);
  }

  /** Changes one object in place if it is still there. */
  public void edit(ObjectKey key, Consumer<ObjectNode> edit) {
    find(key)
        .ifPresent(
            before -> {
              ObjectNode json = before.copy();
              edit.accept(json);
              update(new KubeObject(key.kind(), json));
            });
  }

  /** Takes an object away at once; nothing happens when it is gone already. */
  public void remove(ObjectKey key) {
    KubeObject gone = of(key.kind()).get(key);
    if (gone != null) {
      ObjectNode last = gone.copy();
      save(Change.Type.DELETED, new KubeObject(key.kind(), last));
    }
  }

  /** Changes after a version, oldest first; nothing when they are not remembered any more. */
  public Optional<List<Change>> since(long from) {
    boolean forgotten = recent.size() == REMEMBERED && from < recent.getFirst().version() - 1;
    return forgotten
        ? Optional.empty()
        : Optional.of(recent.stream().filter(change -> change.version() > from).toList());
  }

  /** Calls back for every change from now on, within the world's lock; must not block. */
  public Runnable watch(Consumer<Change> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  private Map<ObjectKey, KubeObject> of(Kind kind) {
    return objects.computeIfAbsent(kind, any -> new TreeMap<>(ORDER));
  }

  private KubeObject save(Change.Type type, KubeObject object) {
    version++;
    Json.child(object.json(), "metadata").put("resourceVersion", Long.toString(version));
    if (type == Change.Type.DELETED) {
      of(object.kind()).remove(object.key());
    } else {
      of(object.kind()).put(object.key(), object);
    }
    Change change = new Change(type, object, version);
    recent.addLast(change);
    if (recent.size() > REMEMBERED) {
      recent.removeFirst();
    }
    watchers.forEach(watcher -> watcher.accept(change));
    return object;
  }
}
