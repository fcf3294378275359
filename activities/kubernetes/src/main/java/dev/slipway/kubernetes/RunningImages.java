package dev.slipway.kubernetes;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * Which digest a tag means right now, asked of the pods that run it: the registry may already
 * answer something else (D15).
 */
final class RunningImages {
  private final WorkloadPods pods;

  RunningImages(KubernetesClient client) {
    this.pods = new WorkloadPods(client);
  }

  /** Empty when no pod of the present template is ready, or when ready pods do not agree. */
  Optional<ImageRef> image(LiveWorkload workload, String container, boolean init) {
    String template =
        workload.containers(init).stream()
            .filter(one -> container.equals(one.getName()))
            .findFirst()
            .orElseThrow()
            .getImage();
    List<Optional<Digest>> digests =
        KubernetesFaults.calling("list pods of " + workload.ref(), () -> pods.of(workload).all())
            .stream()
            .filter(pod -> !pod.over() && pod.ready())
            .map(pod -> digest(pod, container, init, template))
            .distinct()
            .toList();
    return digests.size() == 1
        ? digests
            .getFirst()
            .map(digest -> ImageRef.pinned(ImageRef.of(template).repository(), digest))
        : Optional.empty();
  }

  private static Optional<Digest> digest(
      PodLook pod, String container, boolean init, String template) {
    boolean ofTemplate = pod.specImage(container, init).filter(template::equals).isPresent();
    return ofTemplate
        ? pod.container(container, init).flatMap(PodLook.ContainerLook::digest)
        : Optional.empty();
  }
}
