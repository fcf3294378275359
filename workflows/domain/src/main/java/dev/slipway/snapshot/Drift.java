package dev.slipway.snapshot;

import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import java.util.ArrayList;
import java.util.List;

/** A declared field that is not as the last good run left it. */
public record Drift(WorkloadRef workload, String field, String recorded, String found) {
  public String sentence() {
    return "%s is %s, recorded %s".formatted(field, shortened(found), shortened(recorded));
  }

  /** Twelve digits tell two digests apart. */
  private static String shortened(String value) {
    return value.replaceAll("sha256:([0-9a-f]{12})[0-9a-f]{52}", "sha256:$1");
  }

  /** Compares field by field; the order of the lists does not matter. */
  public static List<Drift> between(WorkloadChange recorded, WorkloadChange found) {
    var drifts = new ArrayList<Drift>();
    for (ContainerImage was : recorded.images()) {
      found.images().stream()
          .filter(now -> now.container().equals(was.container()) && now.init() == was.init())
          .filter(now -> !now.image().equals(was.image()))
          .forEach(
              now ->
                  drifts.add(
                      new Drift(
                          found.workload(),
                          "image of " + was.container(),
                          was.image().value(),
                          now.image().value())));
    }
    for (ConfigSetting was : recorded.config()) {
      found.config().stream()
          .filter(now -> now.kind() == was.kind() && now.slot().equals(was.slot()))
          .filter(now -> !now.name().equals(was.name()))
          .forEach(
              now ->
                  drifts.add(
                      new Drift(
                          found.workload(),
                          was.kind().kubernetes() + " " + was.slot(),
                          was.name(),
                          now.name())));
    }
    return List.copyOf(drifts);
  }
}
