package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Watches the health of one run of a container by its startup, readiness and liveness probes. Each
 * probe has a thread of its own until the run ends. Without a startup probe a container counts as
 * started at once; without a readiness probe the image's own readiness stands in.
 */
final class Health {

  /** Hears what the probes find. */
  interface Listener {
    void started();

    void ready(boolean ready);

    /** A probe failed; the words are the kubelet's. */
    void unhealthy(String words);

    /** The container must be restarted. */
    void mustRestart(String words);
  }

  private final Container container;
  private final Probing probing;
  private final RunningContainer running;
  private final Timetable timer;
  private final Listener listener;
  private final CompletableFuture<Exited> ended;

  private Health(ContainerPlan plan, RunningContainer running, Timetable timer, Listener listener) {
    this.timer = timer;
    this.container = plan.container();
    this.probing = new Probing(plan, running);
    this.running = running;
    this.listener = listener;
    this.ended = running.ended();
  }

  static void watch(
      ContainerPlan plan, RunningContainer running, Timetable timer, Listener listener) {
    Health health = new Health(plan, running, timer, listener);
    health.thread(health::begin);
  }

  private void thread(Body body) {
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    body.run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    running.whenEnded(thread::interrupt);
  }

  private interface Body {
    void run() throws InterruptedException;
  }

  private void begin() throws InterruptedException {
    Probe startup = container.getStartupProbe();
    if (startup != null && !passesAtLast(startup)) {
      listener.mustRestart(
          "Container " + container.getName() + " failed startup probe, will be restarted");
      return;
    }
    listener.started();
    if (container.getLivenessProbe() != null) {
      thread(() -> live(container.getLivenessProbe()));
    }
    if (container.getReadinessProbe() == null) {
      watchOwnReadiness();
    } else {
      watchReadiness(container.getReadinessProbe());
    }
  }

  private boolean passesAtLast(Probe probe) throws InterruptedException {
    pause(Optional.ofNullable(probe.getInitialDelaySeconds()).orElse(0));
    for (int failures = 0; failures < Probing.or(probe.getFailureThreshold(), 3); failures++) {
      Optional<String> failure = probing.failure(probe);
      if (failure.isEmpty()) {
        return true;
      }
      listener.unhealthy("Startup probe failed: " + failure.get());
      pause(Probing.or(probe.getPeriodSeconds(), 10));
    }
    return false;
  }

  private void live(Probe probe) throws InterruptedException {
    pause(Optional.ofNullable(probe.getInitialDelaySeconds()).orElse(0));
    int failures = 0;
    while (!ended.isDone()) {
      Optional<String> failure = probing.failure(probe);
      failures = failure.isEmpty() ? 0 : failures + 1;
      failure.ifPresent(words -> listener.unhealthy("Liveness probe failed: " + words));
      if (failures >= Probing.or(probe.getFailureThreshold(), 3)) {
        listener.mustRestart(
            "Container " + container.getName() + " failed liveness probe, will be restarted");
        return;
      }
      pause(Probing.or(probe.getPeriodSeconds(), 10));
    }
  }

  private void watchReadiness(Probe probe) throws InterruptedException {
    pause(Optional.ofNullable(probe.getInitialDelaySeconds()).orElse(0));
    int streak = 0;
    boolean ready = false;
    while (!ended.isDone()) {
      Optional<String> failure = probing.failure(probe);
      failure.ifPresent(words -> listener.unhealthy("Readiness probe failed: " + words));
      streak = failure.isEmpty() == ready ? 0 : streak + 1;
      int limit =
          ready
              ? Probing.or(probe.getFailureThreshold(), 3)
              : Probing.or(probe.getSuccessThreshold(), 1);
      if (streak >= limit) {
        ready = !ready;
        streak = 0;
        listener.ready(ready);
      }
      pause(Probing.or(probe.getPeriodSeconds(), 10));
    }
  }

  private void watchOwnReadiness() throws InterruptedException {
    boolean ready = false;
    while (!ended.isDone()) {
      if (running.ready() != ready) {
        ready = !ready;
        listener.ready(ready);
      }
      timer.pause(Duration.ofMillis(100));
    }
  }

  private void pause(int seconds) throws InterruptedException {
    timer.pause(Duration.ofSeconds(seconds));
  }
}
