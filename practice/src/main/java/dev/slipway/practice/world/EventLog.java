package dev.slipway.practice.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Writes the cluster's Event objects; the same event about the same object is counted up. */
public final class EventLog {
  private final World world;

  EventLog(World world) {
    this.world = world;
  }

  public void normal(KubeObject about, String reason, String message) {
    write(about, "Normal", reason, message);
  }

  public void warning(KubeObject about, String reason, String message) {
    write(about, "Warning", reason, message);
  }

  private void write(KubeObject about, String type, String reason, String message) {
    String name =
        about.name() + "." + Integer.toHexString(Objects.hash(about.uid(), type, reason, message));
    String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
    String now = world.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectKey key = new ObjectKey(Kinds.EVENT, namespace, name);
    Optional<KubeObject> before = world.store().find(key);
    if (before.isPresent()) {
      int count = before.get().number(1, "count") + 1;
      world.store().edit(key, json -> json.put("count", count).put("lastTimestamp", now));
      return;
    }
    ObjectNode event = Json.object();
    Json.child(event, "metadata").put("namespace", namespace).put("name", name);
    Json.child(event, "involvedObject")
        .put("kind", about.kind().name())
        .put("apiVersion", about.kind().apiVersion())
        .put("namespace", about.namespace())
        .put("name", about.name())
        .put("uid", about.uid());
    event.put("type", type).put("reason", reason).put("message", message).put("count", 1);
    event.put("firstTimestamp", now).put("lastTimestamp", now);
    Json.child(event, "source").put("component", "practice");
    world.store().create(Kinds.EVENT, event);
  }
}
