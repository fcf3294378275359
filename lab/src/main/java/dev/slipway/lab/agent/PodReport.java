package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Tells the API server the status of one pod, one report at a time, always the newest. What cannot
 * be told now is told a second later, until the pod is finished or gone.
 */
final class PodReport {
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final Host host;
  private final PodStatusPage page;
  private final Semaphore news = new Semaphore(1);
  private volatile Pod newest;
  private volatile boolean finished;
  private volatile boolean stillThere = true;
  private volatile String told = "";
  private volatile boolean toldReady;

  PodReport(Host host, PodStatusPage page, Pod pod) {
    this.host = host;
    this.page = page;
    this.newest = pod;
  }

  void start() {
    Thread.startVirtualThread(this::tell);
  }

  Pod newest() {
    return newest;
  }

  /**
   * As a kubelet does, it says again what another hand wrote over: the node controller calls the
   * pods of a node not Ready that it has not heard of for a while, and nobody else takes that back.
   */
  void seen(Pod pod) {
    newest = pod;
    if (toldReady && !isReady(pod.getStatus())) {
      told = "";
      news.release();
    }
  }

  private static boolean isReady(@Nullable PodStatus status) {
    return Optional.ofNullable(status).map(PodStatus::getConditions).stream()
        .flatMap(List::stream)
        .anyMatch(one -> one.getType().equals("Ready") && one.getStatus().equals("True"));
  }

  void changed() {
    news.release();
  }

  /** Writes the last report and removes the pod, if it is still there. */
  void finish(boolean podIsStillThere) {
    stillThere = podIsStillThere;
    finished = true;
    news.release();
  }

  private void tell() {
    try {
      while (stillThere) {
        news.acquire();
        news.drainPermits();
        boolean last = finished;
        while (stillThere && !tellOnce(last)) {
          host.timer().pause(Duration.ofSeconds(1));
        }
        if (last) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tellOnce(boolean last) {
    Pod pod = newest;
    try {
      PodStatus status = page.write(pod);
      String text = Serialization.asJson(status);
      if (!text.equals(told)) {
        toldReady = isReady(status);
        Call.of(
            () ->
                resource(pod)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch(pod, status)));
        told = text;
      }
      if (last) {
        Call.of(
            () ->
                resource(pod)
                    .withGracePeriod(0)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete());
      }
      return true;
    } catch (KubernetesClientException e) {
      return isGone(e) || failed(pod, e);
    } catch (RuntimeException e) {
      return failed(pod, e);
    }
  }

  /** Whether there is no such pod any more, or another one under its name. */
  private static boolean isGone(KubernetesClientException e) {
    return e.getCode() == NOT_FOUND
        || (e.getCode() == CONFLICT && String.valueOf(e.getMessage()).contains("UID"));
  }

  private static boolean failed(Pod pod, RuntimeException e) {
    System.err.println(
        "the status of pod " + pod.getMetadata().getName() + " is told again: " + e.getMessage());
    return false;
  }

  private PodResource resource(Pod pod) {
    return host.client()
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName());
  }

  /**
   * The uid makes the API server refuse a report about a pod that was replaced under the same name.
   */
  private static String patch(Pod pod, PodStatus status) {
    return Serialization.asJson(
        Map.of("metadata", Map.of("uid", pod.getMetadata().getUid()), "status", status));
  }
}
