package dev.slipway.lab.agent;

import dev.slipway.lab.agent.ContainerPlan.Role;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One pod on one of the agent's nodes: its address, its containers in their order, its end. Init
 * containers run one after another and must succeed; sidecars start among them and stay.
 */
final class PodRun {
  private final Host host;
  private final Pod pod;
  private final String address;
  private final PodEvents events;
  private final PodReport report;
  private final List<ContainerRun> inits = new ArrayList<>();
  private final List<ContainerRun> mains = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Thread conductor;
  private boolean stopping;

  private PodRun(Host host, Pod pod) {
    this.host = host;
    this.pod = pod;
    this.address =
        host.addresses()
            .take(Optional.ofNullable(pod.getStatus()).map(PodStatus::getPodIP).orElse(""));
    this.events = new PodEvents(host.client(), pod);
    String hostAddress = host.nodes().getOrDefault(pod.getSpec().getNodeName(), "");
    this.report = new PodReport(host, new PodStatusPage(address, hostAddress, inits, mains), pod);
    for (Container container : pod.getSpec().getInitContainers()) {
      boolean stays = "Always".equals(container.getRestartPolicy());
      inits.add(run(container, stays ? Role.SIDECAR : Role.INIT));
    }
    for (Container container : pod.getSpec().getContainers()) {
      mains.add(run(container, Role.MAIN));
    }
    this.conductor = Thread.ofVirtual().unstarted(this::conduct);
  }

  static PodRun start(Host host, Pod pod) {
    PodRun run = new PodRun(host, pod);
    run.report.start();
    run.conductor.start();
    return run;
  }

  String address() {
    return address;
  }

  Pod pod() {
    return report.newest();
  }

  private ContainerRun run(Container container, Role role) {
    ContainerPlan plan = new ContainerPlan(pod, container, address, role);
    return new ContainerRun(host, plan, events, restartsSoFar(container.getName()), this::changed);
  }

  /**
   * A pod that an earlier agent left running starts again here: its containers count one more
   * restart.
   */
  private int restartsSoFar(String container) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(
            status ->
                Stream.concat(
                    status.getContainerStatuses().stream(),
                    status.getInitContainerStatuses().stream()))
        .filter(status -> status.getName().equals(container) && status.getContainerID() != null)
        .map(ContainerStatus::getRestartCount)
        .findFirst()
        .map(count -> count + 1)
        .orElse(0);
  }

  private void changed() {
    report.changed();
  }

  private void conduct() {
    PodVolumes volumes = new PodVolumes(host, pod, events);
    try {
      volumes.await();
      for (ContainerRun init : inits) {
        boolean goesOn = init.plan().role() == Role.SIDECAR ? startSidecar(init) : init.run();
        if (!goesOn) {
          return;
        }
      }
      mains.forEach(this::inThread);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean startSidecar(ContainerRun sidecar) throws InterruptedException {
    inThread(sidecar);
    while (!sidecar.snapshot().started()) {
      host.timer().pause(Duration.ofMillis(100));
    }
    return true;
  }

  private synchronized void inThread(ContainerRun container) {
    if (!stopping) {
      threads.add(Thread.ofVirtual().start(container::run));
    }
  }

  /** Whether a container runs or will run again. */
  boolean isAlive(String container) {
    return Stream.concat(inits.stream(), mains.stream())
        .filter(run -> run.plan().name().equals(container))
        .map(ContainerRun::snapshot)
        .anyMatch(now -> !now.succeeded() && !now.failed());
  }

  /** The newest state of the pod as the API server has it. */
  void seen(Pod newest) {
    report.seen(newest);
  }

  /**
   * Ends all containers within the grace period and tells the API server that the pod is gone;
   * returns at once.
   *
   * @param stillThere false when the object is gone already, as after a forced deletion
   */
  void stop(Duration grace, boolean stillThere) {
    List<Thread> running;
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
      running = new ArrayList<>(threads);
    }
    running.add(conductor);
    if (stillThere) {
      mains.stream()
          .filter(container -> container.snapshot().running())
          .forEach(
              container ->
                  events.normal(
                      container.plan().fieldPath(),
                      "Killing",
                      "Stopping container " + container.plan().name()));
    }
    Stream.concat(inits.stream(), mains.stream()).forEach(container -> container.allow(grace));
    running.forEach(Thread::interrupt);
    Thread.startVirtualThread(() -> bury(running, stillThere));
  }

  private void bury(List<Thread> running, boolean stillThere) {
    try {
      for (Thread thread : running) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      host.addresses().giveBack(address);
      report.finish(stillThere);
    }
  }
}
