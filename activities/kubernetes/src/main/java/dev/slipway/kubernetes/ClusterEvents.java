package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the cluster said about one object, where its status says too little. */
final class ClusterEvents {
  private final KubernetesClient client;

  ClusterEvents(KubernetesClient client) {
    this.client = client;
  }

  /** The newest message of one of these reasons about the object with this uid. */
  Optional<String> newest(
      String namespace, String name, @Nullable String uid, List<String> reasons) {
    return client
        .v1()
        .events()
        .inNamespace(namespace)
        .withField("involvedObject.name", name)
        .list()
        .getItems()
        .stream()
        .filter(event -> reasons.contains(event.getReason()))
        .filter(event -> uid == null || uid.equals(event.getInvolvedObject().getUid()))
        .max(Comparator.comparing(ClusterEvents::time))
        .map(event -> String.valueOf(event.getMessage()));
  }

  private static String time(Event event) {
    if (event.getLastTimestamp() != null) {
      return event.getLastTimestamp();
    }
    if (event.getEventTime() != null && event.getEventTime().getTime() != null) {
      return event.getEventTime().getTime();
    }
    return String.valueOf(event.getMetadata().getCreationTimestamp());
  }
}
