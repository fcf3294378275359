package dev.slipway.lab.agent;

import dev.slipway.lab.agent.ContainerPhase.Ended;
import dev.slipway.lab.agent.ContainerPhase.Running;
import dev.slipway.lab.agent.ContainerPhase.Waiting;
import dev.slipway.practice.app.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One container of a pod from its first pull to its last end: starts, probes, restarts with growing
 * pauses. It runs on the thread that calls {@link #run()}; an interrupt of that thread ends the
 * container politely. {@link #snapshot()} may be called from anywhere.
 */
final class ContainerRun implements Health.Listener {
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final Host host;
  private final ContainerPlan plan;
  private final PodEvents events;
  private final ContainerLog log;
  private final Runnable changed;
  private final Backoff backoff = new Backoff();

  private ContainerPhase phase = ContainerPhase.creating();
  private Optional<Termination> last = Optional.empty();
  private int restarts;
  private boolean started;
  private boolean ready;
  private String imageId = "";
  private String containerId = "";
  private volatile Duration grace = Duration.ofSeconds(30);
  private volatile @Nullable RunningContainer running;

  /**
   * @param restarts how often an earlier agent restarted this container
   * @param changed called after every change of the snapshot; must return quickly
   */
  ContainerRun(Host host, ContainerPlan plan, PodEvents events, int restarts, Runnable changed) {
    this.host = host;
    this.plan = plan;
    this.events = events;
    this.restarts = restarts;
    this.changed = changed;
    this.log =
        new ContainerLog(host.folder().resolve(plan.pod().getMetadata().getUid()), plan.name());
  }

  ContainerPlan plan() {
    return plan;
  }

  synchronized ContainerSnapshot snapshot() {
    return new ContainerSnapshot(phase, last, restarts, started, ready, imageId, containerId);
  }

  /** How long a stopped container may take; set before the interrupt. */
  void allow(Duration graceToEnd) {
    grace = graceToEnd;
  }

  /** Runs until the container needs no further start; true when its last run succeeded. */
  boolean run() {
    try {
      while (true) {
        Termination end = runOnce();
        if (!plan.restartsAfter(end.success())) {
          become(new Ended(end));
          return end.success();
        }
        pauseBeforeRestart(end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Termination runOnce() throws InterruptedException {
    ContainerPreparation.Ready prepared =
        new ContainerPreparation(host, plan, events, this::become).complete();
    Instant since = Instant.now();
    synchronized (this) {
      imageId = prepared.image().reference().toString();
      containerId = "slipway-lab://" + UUID.randomUUID().toString().replace("-", "");
    }
    events.normal(plan.fieldPath(), "Created", "Container created");
    RunningContainer now = start(prepared);
    running = now;
    become(new Running(since));
    events.normal(plan.fieldPath(), "Started", "Container started");
    Health.watch(plan, now, host.timer(), this);
    Exited exited = await(now, since);
    running = null;
    return new Termination(exited.code(), exited.reason(), since, Instant.now(), containerId);
  }

  private RunningContainer start(ContainerPreparation.Ready prepared) {
    int run = restarts;
    Consumer<String> lines = line -> log.append(run, line);
    List<String> command = plan.command();
    if (!command.isEmpty()) {
      try {
        return ProcessContainer.start(command, prepared.environment(), log.folder(), lines);
      } catch (IOException e) {
        lines.accept("exec: " + e.getMessage());
        return new NeverStarted(new Exited(127, "StartError"));
      }
    }
    Behaviour behaviour = Behaviour.ofTag(prepared.image().tag());
    AppContainer app =
        AppContainer.start(behaviour, prepared.environment(), plan.ports(), lines, host.timer());
    return plan.finishes() ? app.finishing() : app;
  }

  private Exited await(RunningContainer now, Instant since) throws InterruptedException {
    try {
      return now.ended().get();
    } catch (InterruptedException e) {
      stopForGood(now, since);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a container's end is always a value", e);
    }
  }

  private void stopForGood(RunningContainer now, Instant since) {
    now.stop(grace);
    Exited exited =
        now.ended()
            .completeOnTimeout(
                new Exited(137, "Error"),
                grace.plus(SLACK).toMillis(),
                java.util.concurrent.TimeUnit.MILLISECONDS)
            .join();
    become(
        new Ended(
            new Termination(exited.code(), exited.reason(), since, Instant.now(), containerId)));
  }

  private void pauseBeforeRestart(Termination end) throws InterruptedException {
    if (Duration.between(end.startedAt(), end.finishedAt())
            .compareTo(Backoff.LONGEST.multipliedBy(2))
        > 0) {
      backoff.reset();
    }
    Duration pause = backoff.next();
    String message =
        "back-off %ds restarting failed container=%s pod=%s_%s(%s)"
            .formatted(
                pause.toSeconds(),
                plan.name(),
                plan.pod().getMetadata().getName(),
                plan.pod().getMetadata().getNamespace(),
                plan.pod().getMetadata().getUid());
    synchronized (this) {
      last = Optional.of(end);
    }
    become(new Waiting("CrashLoopBackOff", message));
    events.warning(
        plan.fieldPath(), "BackOff", "Back-off restarting failed container " + plan.name());
    host.timer().pause(pause);
    synchronized (this) {
      restarts++;
    }
  }

  private void become(ContainerPhase next) {
    synchronized (this) {
      phase = next;
      started = false;
      ready = false;
    }
    changed.run();
  }

  @Override
  public void started() {
    synchronized (this) {
      started = phase instanceof Running;
    }
    changed.run();
  }

  @Override
  public void ready(boolean now) {
    synchronized (this) {
      ready = now && phase instanceof Running;
    }
    changed.run();
  }

  @Override
  public void unhealthy(String words) {
    events.warning(plan.fieldPath(), "Unhealthy", words);
  }

  @Override
  public void mustRestart(String words) {
    events.normal(plan.fieldPath(), "Killing", words);
    RunningContainer now = running;
    if (now != null) {
      now.stop(grace);
    }
  }
}
