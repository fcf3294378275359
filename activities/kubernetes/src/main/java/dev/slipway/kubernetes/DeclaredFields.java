package dev.slipway.kubernetes;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
import dev.slipway.release.ConfigSlot;
import dev.slipway.release.DeclaredContainer;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import io.fabric8.kubernetes.api.model.Container;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds declared containers and configuration slots in one workload, or names what there is. */
final class DeclaredFields {
  private final LiveWorkload workload;
  private final List<TemplateReference> references;

  DeclaredFields(LiveWorkload workload) {
    this.workload = workload;
    this.references = TemplateReferences.in(workload.pods());
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure INVALID when the template has no such container
   */
  int indexOf(String container, boolean init) {
    List<Container> containers = workload.containers(init);
    return IntStream.range(0, containers.size())
        .filter(i -> containers.get(i).getName().equals(container))
        .findFirst()
        .orElseThrow(() -> noContainer(container, init));
  }

  ContainerImage image(DeclaredContainer declared) {
    String found =
        workload
            .containers(declared.init())
            .get(indexOf(declared.container(), declared.init()))
            .getImage();
    return new ContainerImage(declared.container(), declared.init(), parse(found));
  }

  /**
   * @param slots all declared slots: a reference belongs to the longest one that fits
   * @throws io.temporal.failure.ApplicationFailure INVALID when no reference, or two different
   *     ones, belong to the slot
   */
  ConfigSetting config(ConfigSlot slot, List<ConfigSlot> slots) {
    List<String> names =
        owned(slot, slots).stream().map(TemplateReference::name).distinct().toList();
    if (names.size() == 1) {
      return new ConfigSetting(slot.kind(), slot.slot(), names.getFirst());
    }
    throw names.isEmpty() ? noReference(slot) : ambiguous(slot, names);
  }

  /** References that belong to a slot, one for each place of the template. */
  List<TemplateReference> owned(ConfigSlot slot, List<ConfigSlot> slots) {
    List<TemplateReference> owned =
        references.stream()
            .filter(reference -> reference.kind() == slot.kind())
            .filter(reference -> slotOf(reference, slots).filter(slot::equals).isPresent())
            .toList();
    if (owned.isEmpty()) {
      throw noReference(slot);
    }
    return owned;
  }

  private static Optional<ConfigSlot> slotOf(TemplateReference reference, List<ConfigSlot> slots) {
    return slots.stream()
        .filter(slot -> slot.kind() == reference.kind())
        .filter(slot -> new ConfigSetting(slot.kind(), slot.slot(), "").owns(reference.name()))
        .max(Comparator.comparingInt(slot -> slot.slot().length()));
  }

  private ImageRef parse(String found) {
    try {
      return ImageRef.of(found);
    } catch (IllegalArgumentException unreadable) {
      throw FailureType.INVALID.failure(workload.ref() + ": " + unreadable.getMessage());
    }
  }

  private RuntimeException noContainer(String container, boolean init) {
    return FailureType.INVALID.failure(
        "%s has no %s '%s'; containers: %s; init containers: %s. Correct the Service document"
            .formatted(
                workload.ref(),
                init ? "init container" : "container",
                container,
                names(false),
                names(true)));
  }

  private RuntimeException noReference(ConfigSlot slot) {
    String known =
        references.stream()
            .map(TemplateReference::toString)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return FailureType.INVALID.failure(
        "%s names no %s '%s' or '%s-…'; it names: %s. Correct the Service document"
            .formatted(
                workload.ref(),
                kind(slot.kind()),
                slot.slot(),
                slot.slot(),
                known.isEmpty() ? "none" : known));
  }

  private RuntimeException ambiguous(ConfigSlot slot, List<String> names) {
    return FailureType.INVALID.failure(
        "%s: slot %s '%s' fits more than one reference: %s. Declare a slot for each"
            .formatted(workload.ref(), kind(slot.kind()), slot.slot(), String.join(", ", names)));
  }

  private static String kind(ConfigKind kind) {
    return kind.kubernetes();
  }

  private String names(boolean init) {
    List<Container> containers = workload.containers(init);
    return containers.isEmpty()
        ? "none"
        : containers.stream().map(Container::getName).collect(Collectors.joining(", "));
  }
}
