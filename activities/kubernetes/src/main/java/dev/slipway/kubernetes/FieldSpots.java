package dev.slipway.kubernetes;

import dev.slipway.release.ConfigSlot;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import java.util.ArrayList;
import java.util.List;

/** Lays a wanted change over a workload: what stands at each declared place, and what may. */
final class FieldSpots {
  private final LiveWorkload workload;
  private final DeclaredFields declared;

  FieldSpots(LiveWorkload workload) {
    this.workload = workload;
    this.declared = new DeclaredFields(workload);
  }

  List<FieldSpot> of(WorkloadChange to, List<WorkloadChange> from) {
    var spots = new ArrayList<FieldSpot>();
    to.images().forEach(image -> spots.add(image(image, from)));
    List<ConfigSlot> slots = slots(to);
    for (ConfigSetting setting : to.config()) {
      var slot = new ConfigSlot(setting.kind(), setting.slot());
      for (TemplateReference reference : declared.owned(slot, slots)) {
        spots.add(config(setting, reference, from));
      }
    }
    return List.copyOf(spots);
  }

  static List<ConfigSlot> slots(WorkloadChange change) {
    return change.config().stream().map(set -> new ConfigSlot(set.kind(), set.slot())).toList();
  }

  private FieldSpot image(ContainerImage wanted, List<WorkloadChange> from) {
    int index = declared.indexOf(wanted.container(), wanted.init());
    String at =
        "/spec/template/spec/" + (wanted.init() ? "initContainers/" : "containers/") + index;
    List<String> acceptable =
        from.stream()
            .flatMap(change -> change.images().stream())
            .filter(
                old -> old.container().equals(wanted.container()) && old.init() == wanted.init())
            .map(old -> old.image().value())
            .distinct()
            .toList();
    return new FieldSpot(
        "image of " + wanted.container(),
        at + "/image",
        at + "/name",
        wanted.container(),
        workload.containers(wanted.init()).get(index).getImage(),
        wanted.image().value(),
        acceptable);
  }

  private static FieldSpot config(
      ConfigSetting wanted, TemplateReference found, List<WorkloadChange> from) {
    List<String> acceptable =
        from.stream()
            .flatMap(change -> change.config().stream())
            .filter(old -> old.kind() == wanted.kind() && old.slot().equals(wanted.slot()))
            .map(ConfigSetting::name)
            .distinct()
            .toList();
    return new FieldSpot(
        wanted.kind().kubernetes() + " " + wanted.slot(),
        found.pointer(),
        found.pointer(),
        found.name(),
        found.name(),
        wanted.name(),
        acceptable);
  }
}
