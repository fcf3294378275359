package dev.slipway.practice.port;

import dev.slipway.practice.Cluster;
import dev.slipway.practice.world.KubeObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All in-process ports of one practice cluster. */
public final class SitePorts {
  private final Ground ground;
  private final Cluster cluster;

  /**
   * @param beat takes a sign of life of long waits; throws when the caller no longer wants the
   *     answer
   */
  public SitePorts(Cluster cluster, SiteTime time, Consumer<String> beat) {
    this(cluster, time, beat, UnaryOperator.identity());
  }

  /**
   * @param sight what a reader sees of a workload: itself, or an older state of it where reads come
   *     from a cache that lags behind
   */
  public SitePorts(
      Cluster cluster, SiteTime time, Consumer<String> beat, UnaryOperator<KubeObject> sight) {
    this.cluster = cluster;
    this.ground =
        new Ground(cluster.world(), cluster.runs(), cluster.api().objects(), time, beat, sight);
  }

  public PracticeWorkloads workloads() {
    return new PracticeWorkloads(ground);
  }

  public PracticeAutoscalers autoscalers() {
    return new PracticeAutoscalers(ground);
  }

  public PracticeRecoveryNotes notes() {
    return new PracticeRecoveryNotes(ground);
  }

  public PracticeImages images() {
    return new PracticeImages(cluster.world().images());
  }

  public PracticeAdoption adoption() {
    return new PracticeAdoption(ground);
  }

  public PracticeMetrics metrics() {
    return new PracticeMetrics(cluster.prometheus(), ground.time());
  }

  public PracticeHttp http() {
    return new PracticeHttp(ground, cluster.api().proxy());
  }

  /** Everything that a worker of the site registers. */
  public List<Object> all() {
    return List.of(workloads(), autoscalers(), notes(), images(), adoption(), metrics(), http());
  }
}
