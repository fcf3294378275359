package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The list of pods that Prometheus scrapes, as a file in Prometheus' own format: Debian's
 * Prometheus is built without discovery in Kubernetes. A pod is left out by the usual annotation
 * {@code prometheus.io/scrape: "false"}.
 */
final class MetricsTargets {
  private final Path file;

  MetricsTargets(Path folder) {
    this.file = folder.resolve("prometheus-targets.json");
  }

  /** Replaces the list. */
  void write(Collection<PodRun> pods) {
    List<Object> targets = new ArrayList<>();
    for (PodRun run : pods) {
      port(run.pod())
          .ifPresent(
              port ->
                  targets.add(
                      Map.of(
                          "targets",
                          List.of(run.address() + ":" + port),
                          "labels",
                          labels(run.pod()))));
    }
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, Serialization.asJson(targets));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the list of metrics targets cannot be written", e);
    }
  }

  private static Optional<String> port(Pod pod) {
    Map<String, String> annotations =
        Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
    boolean finishes = !"Always".equals(pod.getSpec().getRestartPolicy());
    if (finishes || "false".equals(annotations.get("prometheus.io/scrape"))) {
      return Optional.empty();
    }
    return Optional.ofNullable(annotations.get("prometheus.io/port"))
        .or(
            () ->
                pod.getSpec().getContainers().stream()
                    .flatMap(container -> container.getPorts().stream())
                    .map(ContainerPort::getContainerPort)
                    .map(String::valueOf)
                    .findFirst());
  }

  private static Map<String, String> labels(Pod pod) {
    Map<String, String> given = Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
    Map<String, String> labels = new TreeMap<>();
    labels.put("namespace", pod.getMetadata().getNamespace());
    labels.put("pod", pod.getMetadata().getName());
    labels.put("node", pod.getSpec().getNodeName());
    String app = given.getOrDefault("app.kubernetes.io/name", given.getOrDefault("app", ""));
    labels.put("app", app);
    labels.put("service", app);
    labels.put(
        "pod_template_hash",
        given.getOrDefault(
            "pod-template-hash", given.getOrDefault("controller-revision-hash", "")));
    return labels;
  }
}
