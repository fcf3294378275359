package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits until the config maps and secrets which a pod mounts are there; nothing is really mounted.
 */
final class PodVolumes {
  private final Host host;
  private final Pod pod;
  private final PodEvents events;

  PodVolumes(Host host, Pod pod, PodEvents events) {
    this.host = host;
    this.pod = pod;
    this.events = events;
  }

  void await() throws InterruptedException {
    for (Volume volume : pod.getSpec().getVolumes()) {
      Optional<String> missing = missing(volume);
      while (missing.isPresent()) {
        events.warning(
            "",
            "FailedMount",
            "MountVolume.SetUp failed for volume \"%s\" : %s"
                .formatted(volume.getName(), missing.get()));
        host.timer().pause(Duration.ofSeconds(2));
        missing = missing(volume);
      }
    }
  }

  private Optional<String> missing(Volume volume) throws InterruptedException {
    String namespace = pod.getMetadata().getNamespace();
    var map = volume.getConfigMap();
    if (map != null
        && !Boolean.TRUE.equals(map.getOptional())
        && host.ask(
                client -> client.configMaps().inNamespace(namespace).withName(map.getName()).get())
            == null) {
      return Optional.of("configmap \"%s\" not found".formatted(map.getName()));
    }
    var secret = volume.getSecret();
    if (secret != null
        && !Boolean.TRUE.equals(secret.getOptional())
        && host.ask(
                client ->
                    client.secrets().inNamespace(namespace).withName(secret.getSecretName()).get())
            == null) {
      return Optional.of("secret \"%s\" not found".formatted(secret.getSecretName()));
    }
    return Optional.empty();
  }
}
