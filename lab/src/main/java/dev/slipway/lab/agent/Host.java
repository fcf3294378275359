package dev.slipway.lab.agent;

import dev.slipway.lab.image.ImagePuller;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every pod of the agent shares.
 *
 * @param client the API server, with the node agent's rights
 * @param nodes address of each node by its name
 * @param images pulls from registries
 * @param addresses of pods
 * @param timer for probes and behaviours; tasks on it must be short
 * @param folder logs of containers, a folder for each pod
 */
record Host(
    KubernetesClient client,
    Map<String, String> nodes,
    ImagePuller images,
    Addresses addresses,
    Timetable timer,
    Path folder) {

  /** Asks the API server until it answers: an API server that restarts must not end a pod. */
  <T extends @Nullable Object> T ask(Function<KubernetesClient, T> question)
      throws InterruptedException {
    while (true) {
      try {
        return Call.of(() -> question.apply(client));
      } catch (KubernetesClientException e) {
        if (Thread.interrupted() || e.getCause() instanceof InterruptedException) {
          throw new InterruptedException("stopped while the API server was asked");
        }
        timer.pause(Duration.ofSeconds(1));
      }
    }
  }
}
