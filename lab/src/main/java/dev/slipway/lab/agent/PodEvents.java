package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the events of one pod, as the kubelet does: the same event again raises its count. An
 * event that cannot be written is dropped, for events are news and not truth.
 */
final class PodEvents {
  private final KubernetesClient client;
  private final Pod pod;
  private final Map<String, Event> written = new HashMap<>();

  PodEvents(KubernetesClient client, Pod pod) {
    this.client = client;
    this.pod = pod;
  }

  void normal(String fieldPath, String reason, String message) {
    write("Normal", fieldPath, reason, message);
  }

  void warning(String fieldPath, String reason, String message) {
    write("Warning", fieldPath, reason, message);
  }

  private synchronized void write(String type, String fieldPath, String reason, String message) {
    try {
      String key = fieldPath + reason + message;
      Event before = written.get(key);
      written.put(key, before == null ? create(type, fieldPath, reason, message) : again(before));
    } catch (KubernetesClientException e) {
      System.err.println(
          "event " + reason + " of " + pod.getMetadata().getName() + " is lost: " + e.getMessage());
    }
  }

  private Event create(String type, String fieldPath, String reason, String message) {
    String now = now();
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName() + "." + Long.toHexString(System.nanoTime()))
            .endMetadata()
            .withNewInvolvedObject()
            .withApiVersion("v1")
            .withKind("Pod")
            .withNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName())
            .withUid(pod.getMetadata().getUid())
            .withFieldPath(fieldPath.isEmpty() ? null : fieldPath)
            .endInvolvedObject()
            .withType(type)
            .withReason(reason)
            .withMessage(message)
            .withNewSource("kubelet", pod.getSpec().getNodeName())
            .withReportingComponent("kubelet")
            .withReportingInstance(pod.getSpec().getNodeName())
            .withFirstTimestamp(now)
            .withLastTimestamp(now)
            .withCount(1)
            .build();
    return Call.of(() -> client.v1().events().resource(event).create());
  }

  private Event again(Event before) {
    String patch =
        "{\"count\":%d,\"lastTimestamp\":\"%s\"}".formatted(before.getCount() + 1, now());
    return Call.of(
        () ->
            client
                .v1()
                .events()
                .resource(before)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
