package dev.slipway.practice.pod;

import dev.slipway.practice.app.SampleApp;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that runs now, by pod. To be used within the world's lock. */
public final class PodRuns {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final World world;
  private final Map<String, PodRun> runs = new HashMap<>();
  private int addresses;

  public PodRuns(World world) {
    this.world = world;
  }

  public Optional<PodRun> find(KubeObject pod) {
    return Optional.ofNullable(runs.get(pod.uid()));
  }

  /** The application of a pod, while it runs. */
  public Optional<SampleApp> app(KubeObject pod) {
    return find(pod).flatMap(PodRun::app);
  }

  PodRun start(KubeObject pod) {
    return runs.computeIfAbsent(pod.uid(), uid -> new PodRun(world, pod, address()));
  }

  void keepOnly(Set<String> uids) {
    runs.keySet().retainAll(uids);
  }

  private String address() {
    addresses++;
    return "10.244.%d.%d".formatted(addresses / 250, addresses % 250 + 2);
  }

  /**
   * The lines a container wrote since an instant, with the heartbeats an idle application writes.
   * Those are made up only now: nobody pays for the idle hours of a pod whose log is not read.
   */
  public List<String> lines(ContainerRun run, Instant from) {
    List<String> lines = new ArrayList<>(run.log().since(from));
    Instant now = world.clock().instant();
    if (run.state() instanceof RunState.Running running && run.app().isPresent()) {
      Instant beat = running.since().plus(HEARTBEAT);
      Instant first = now.minus(HEARTBEAT.multipliedBy(200));
      while (beat.isBefore(first) || beat.isBefore(from)) {
        beat = beat.plus(HEARTBEAT);
      }
      for (; !beat.isAfter(now); beat = beat.plus(HEARTBEAT)) {
        lines.add(run.app().get().heartbeat(beat));
      }
    }
    lines.sort((a, b) -> time(a).compareTo(time(b)));
    return lines;
  }

  private static Instant time(String line) {
    return Instant.parse(line.substring(0, line.indexOf(' ')));
  }
}
