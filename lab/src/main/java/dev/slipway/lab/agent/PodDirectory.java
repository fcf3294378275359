package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the pods bound to the agent's nodes: starts what is new, ends what is to be deleted. A
 * pod that is over already, when the agent starts, is left as it is.
 */
final class PodDirectory implements ResourceEventHandler<Pod>, AutoCloseable {
  private final Host host;
  private final MetricsTargets targets;
  private final Map<String, PodRun> running = new LinkedHashMap<>();

  PodDirectory(Host host, MetricsTargets targets) {
    this.host = host;
    this.targets = targets;
  }

  /** Whether a container of this pod runs or will run again. */
  synchronized boolean isAlive(String uid, String container) {
    PodRun run = running.get(uid);
    return run != null && run.isAlive(container);
  }

  @Override
  public void onAdd(Pod pod) {
    onUpdate(pod, pod);
  }

  @Override
  public synchronized void onUpdate(Pod before, Pod pod) {
    if (!isOurs(pod)) {
      return;
    }
    PodRun run = running.get(uid(pod));
    boolean leaving = pod.getMetadata().getDeletionTimestamp() != null;
    if (run == null && !isOver(pod)) {
      run = PodRun.start(host, pod);
      running.put(uid(pod), run);
    }
    if (run == null) {
      removeIfLeaving(pod, leaving);
      return;
    }
    run.seen(pod);
    if (leaving) {
      run.stop(grace(pod), true);
    }
    targets.write(running.values());
  }

  @Override
  public synchronized void onDelete(Pod pod, boolean finalStateUnknown) {
    PodRun run = running.remove(uid(pod));
    if (run != null) {
      run.stop(Duration.ZERO, false);
      targets.write(running.values());
    }
  }

  /**
   * A pod that an earlier agent saw end is nobody's work any more, but its object waits for a
   * kubelet.
   */
  private void removeIfLeaving(Pod pod, boolean leaving) {
    if (leaving) {
      try {
        Call.of(() -> host.client().pods().resource(pod).withGracePeriod(0).delete());
      } catch (KubernetesClientException e) {
        System.err.println("a pod that is over stays: " + e.getMessage());
      }
    }
  }

  private boolean isOurs(Pod pod) {
    return host.nodes().containsKey(Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""));
  }

  private static boolean isOver(Pod pod) {
    String phase = Optional.ofNullable(pod.getStatus().getPhase()).orElse("");
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }

  private static Duration grace(Pod pod) {
    return Duration.ofSeconds(
        Optional.ofNullable(pod.getMetadata().getDeletionGracePeriodSeconds()).orElse(30L));
  }

  @Override
  public synchronized void close() {
    running.values().forEach(run -> run.stop(Duration.ZERO, false));
  }
}
