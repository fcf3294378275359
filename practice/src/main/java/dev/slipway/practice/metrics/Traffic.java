package dev.slipway.practice.metrics;

import dev.slipway.practice.app.SampleApp;
import dev.slipway.practice.controllers.Endpoints;
import dev.slipway.practice.pod.PodRuns;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users of the services: a steady flow of requests, spread evenly over the ready pods. */
public final class Traffic implements Controller {
  static final Duration BEAT = Duration.ofSeconds(1);

  private final World world;
  private final PodRuns runs;
  private final List<Flow> flows = new ArrayList<>();

  public Traffic(World world, PodRuns runs) {
    this.world = world;
    this.runs = runs;
  }

  /** Lets users come from now on; a rate of zero lets them go away. */
  public void flow(String namespace, String service, double requestsPerSecond) {
    world.locked(
        () -> {
          flows.removeIf(flow -> flow.namespace.equals(namespace) && flow.service.equals(service));
          if (requestsPerSecond > 0) {
            Instant now = world.clock().instant();
            flows.add(new Flow(namespace, service, requestsPerSecond, now));
            world.agenda().at(now.plus(BEAT));
          }
        });
  }

  /** What the users of a service have seen so far. */
  public Seen seen(String namespace, String service) {
    return world.locked(
        () ->
            flows.stream()
                .filter(flow -> flow.namespace.equals(namespace) && flow.service.equals(service))
                .map(flow -> new Seen(flow.sent, flow.failed))
                .findFirst()
                .orElse(new Seen(0, 0)));
  }

  boolean flows() {
    return !flows.isEmpty();
  }

  @Override
  public void step() {
    Instant now = world.clock().instant();
    for (Flow flow : flows) {
      double due = flow.due(now);
      if (due >= 1) {
        send(flow, (int) due);
        flow.last = now;
        flow.rest = due - (int) due;
      }
    }
    if (flows()) {
      world.agenda().at(now.plus(BEAT));
    }
  }

  private void send(Flow flow, int requests) {
    Optional<KubeObject> service = world.store().find(Kinds.SERVICE, flow.namespace, flow.service);
    List<SampleApp> apps =
        service.map(found -> Endpoints.ready(world, found)).orElse(List.of()).stream()
            .flatMap(pod -> runs.app(pod).stream())
            .toList();
    flow.sent += requests;
    if (apps.isEmpty()) {
      flow.failed += requests;
      return;
    }
    int share = requests / apps.size();
    int more = requests % apps.size();
    for (int i = 0; i < apps.size(); i++) {
      int mine = share + ((i + flow.turn) % apps.size() < more ? 1 : 0);
      flow.failed += apps.get(i).absorb(mine).failed();
    }
    flow.turn++;
  }

  /**
   * What users have seen.
   *
   * @param sent requests sent
   * @param failed of them, answered with 500 or not at all
   */
  public record Seen(long sent, long failed) {}

  private static final class Flow {
    private final String namespace;
    private final String service;
    private final double perSecond;
    private Instant last;
    private double rest;
    private long sent;
    private long failed;
    private int turn;

    Flow(String namespace, String service, double perSecond, Instant start) {
      this.namespace = namespace;
      this.service = service;
      this.perSecond = perSecond;
      this.last = start;
    }

    double due(Instant now) {
      return rest + perSecond * Duration.between(last, now).toMillis() / 1000.0;
    }
  }
}
