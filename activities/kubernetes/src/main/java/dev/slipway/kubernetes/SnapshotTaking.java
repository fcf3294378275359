package dev.slipway.kubernetes;

import dev.slipway.artifact.ImageRef;
import dev.slipway.release.DeclaredContainer;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.List;

/** A04: what a workload is before anybody touches it. */
final class SnapshotTaking {
  private final InstantSource clock;
  private final WorkloadReader reader;
  private final RunningImages running;
  private final Owners owners;
  private final ActingAutoscalers autoscalers;

  SnapshotTaking(KubernetesClient client, InstantSource clock) {
    this.clock = clock;
    this.reader = new WorkloadReader(client);
    this.running = new RunningImages(client);
    this.owners = new Owners(client);
    this.autoscalers = new ActingAutoscalers(client);
  }

  WorkloadSnapshot take(DeclaredWorkload declared) {
    LiveWorkload found = reader.read(declared.workload());
    return new WorkloadSnapshot(
            declared.service(),
            declared.site(),
            present(found, declared),
            found.replicas(),
            found.paused(),
            String.valueOf(found.meta().getUid()),
            found.generation(),
            owners.of(found).orElse(null),
            autoscalers.on(found.ref()),
            clock.instant())
        .withNamed(named(found, declared));
  }

  private static List<ImageRef> named(LiveWorkload found, DeclaredWorkload declared) {
    var fields = new DeclaredFields(found);
    return declared.containers().stream().map(one -> fields.image(one).image()).toList();
  }

  private WorkloadChange present(LiveWorkload found, DeclaredWorkload declared) {
    var fields = new DeclaredFields(found);
    List<ContainerImage> images =
        declared.containers().stream().map(one -> image(found, fields, one)).toList();
    List<ConfigSetting> config =
        declared.config().stream().map(slot -> fields.config(slot, declared.config())).toList();
    return new WorkloadChange(found.ref(), images, config);
  }

  /** A movable tag is worth nothing as a way back, so the digest that runs is taken for it. */
  private ContainerImage image(LiveWorkload found, DeclaredFields fields, DeclaredContainer one) {
    ContainerImage template = fields.image(one);
    return template.image().digest().isPresent()
        ? template
        : running
            .image(found, one.container(), one.init())
            .map(pinned -> new ContainerImage(one.container(), one.init(), pinned))
            .orElse(template);
  }

  /** The same fields as a change names, as they are now. */
  WorkloadChange asNow(WorkloadChange recorded) {
    var containers =
        recorded.images().stream()
            .map(image -> new DeclaredContainer(image.container(), image.init()))
            .toList();
    LiveWorkload found = reader.read(recorded.workload());
    var fields = new DeclaredFields(found);
    var slots = FieldSpots.slots(recorded);
    return new WorkloadChange(
        found.ref(),
        containers.stream().map(one -> image(found, fields, one)).toList(),
        slots.stream().map(slot -> fields.config(slot, slots)).toList());
  }
}
