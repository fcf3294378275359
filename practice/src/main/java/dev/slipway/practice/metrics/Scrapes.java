package dev.slipway.practice.metrics;

import dev.slipway.practice.app.AppMetrics;
import dev.slipway.practice.app.SampleApp;
import dev.slipway.practice.controllers.Endpoints;
import dev.slipway.practice.pod.PodRuns;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the pods behind each service counted, in the last half hour: scraped every five seconds
 * while there is traffic, and once more for each question. The job of a target is its service.
 */
public final class Scrapes implements Controller {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration KEPT = Duration.ofMinutes(30);

  private final World world;
  private final PodRuns runs;
  private final Traffic traffic;
  private final Deque<Scrape> scrapes = new ArrayDeque<>();

  /** All series at one instant, by their labels. */
  record Scrape(Instant time, Map<Map<String, String>, Double> values) {}

  public Scrapes(World world, PodRuns runs, Traffic traffic) {
    this.world = world;
    this.runs = runs;
    this.traffic = traffic;
  }

  @Override
  public void step() {
    Instant now = world.clock().instant();
    boolean due = scrapes.isEmpty() || !scrapes.getLast().time().plus(PAUSE).isAfter(now);
    if (traffic.flows() && due) {
      scrape();
    }
    if (traffic.flows()) {
      world.agenda().at(scrapes.getLast().time().plus(PAUSE));
    }
  }

  /** All series now. */
  List<Series> now() {
    scrape();
    List<Series> series = new ArrayList<>();
    scrapes.getLast().values().forEach((labels, value) -> series.add(new Series(labels, value)));
    return series;
  }

  /** Scrapes of the last while, oldest first. */
  List<Scrape> since(Duration range) {
    Instant from = world.clock().instant().minus(range);
    return scrapes.stream().filter(scrape -> !scrape.time().isBefore(from)).toList();
  }

  private void scrape() {
    Instant now = world.clock().instant();
    if (!scrapes.isEmpty() && scrapes.getLast().time().equals(now)) {
      scrapes.removeLast();
    }
    Map<Map<String, String>, Double> values = new HashMap<>();
    targets().forEach(target -> collect(target, values));
    scrapes.addLast(new Scrape(now, values));
    while (scrapes.getFirst().time().isBefore(now.minus(KEPT))) {
      scrapes.removeFirst();
    }
  }

  /**
   * Pods behind services.
   *
   * @param labels of everything that is scraped from it
   * @param app empty when nothing listens
   */
  record Target(Map<String, String> labels, Optional<SampleApp> app) {}

  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (KubeObject service : world.store().list(Kinds.SERVICE)) {
      for (KubeObject pod : Endpoints.selected(world, service)) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("job", service.name());
        labels.put("service", service.name());
        labels.put("app", pod.label("app"));
        labels.put("namespace", pod.namespace());
        labels.put("pod", pod.name());
        labels.put("instance", pod.text("status", "podIP") + ":8080");
        targets.add(new Target(labels, runs.app(pod)));
      }
    }
    return targets;
  }

  private static void collect(Target target, Map<Map<String, String>, Double> values) {
    put(values, target, "up", Map.of(), target.app().isPresent() ? 1 : 0);
    if (target.app().isEmpty()) {
      return;
    }
    SampleApp app = target.app().get();
    String version = app.behaviour().version();
    put(values, target, "app_info", Map.of("version", version), 1);
    AppMetrics metrics = app.metrics();
    metrics
        .requestsByCode()
        .forEach(
            (code, count) -> {
              String text = Integer.toString(code);
              Map<String, String> labels = Map.of("code", text, "status", text);
              put(values, target, "http_requests_total", labels, (double) count);
            });
    String name = "http_request_duration_seconds";
    List<Double> bounds = AppMetrics.BUCKETS;
    long[] sums = metrics.cumulative();
    for (int i = 0; i < bounds.size(); i++) {
      String le = Double.toString(bounds.get(i)).replaceAll("\\.0$", "");
      put(values, target, name + "_bucket", Map.of("le", le), (double) sums[i]);
    }
    put(values, target, name + "_bucket", Map.of("le", "+Inf"), (double) sums[bounds.size()]);
    put(values, target, name + "_sum", Map.of(), metrics.seconds());
    put(values, target, name + "_count", Map.of(), (double) sums[bounds.size()]);
  }

  private static void put(
      Map<Map<String, String>, Double> values,
      Target target,
      String name,
      Map<String, String> labels,
      double value) {
    TreeMap<String, String> all = new TreeMap<>(target.labels());
    all.put("__name__", name);
    all.putAll(labels);
    values.put(all, value);
  }
}
