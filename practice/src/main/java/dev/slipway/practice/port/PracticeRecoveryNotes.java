package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.contract.rollout.RecoveryNote;
import dev.slipway.contract.rollout.RecoveryNoteActivities;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The way back as a ConfigMap in a practice cluster, with one command for each image. */
public final class PracticeRecoveryNotes implements RecoveryNoteActivities {
  private final Ground ground;

  public PracticeRecoveryNotes(Ground ground) {
    this.ground = ground;
  }

  @Override
  public ChangeResult write(RecoveryNote note) {
    ground.time().follow();
    return ground
        .world()
        .locked(
            () -> {
              TreeSet<String> namespaces = new TreeSet<>();
              note.snapshots().forEach(one -> namespaces.add(one.workload().namespace()));
              long written =
                  namespaces.stream().filter(namespace -> write(note, namespace)).count();
              return written == 0 ? new ChangeResult.AlreadyThere(0) : new ChangeResult.Applied(0);
            });
  }

  private boolean write(RecoveryNote note, String namespace) {
    String name = "slipway-recovery-" + note.service();
    Optional<KubeObject> there = ground.world().store().find(Kinds.CONFIG_MAP, namespace, name);
    String key = note.key().value();
    if (there.filter(one -> one.annotation(Ground.OPERATION).equals(key)).isPresent()) {
      return false;
    }
    ObjectNode json = Json.object();
    Json.child(json, "metadata").put("name", name);
    Json.child(json, "metadata", "labels").put("app.kubernetes.io/managed-by", "slipway");
    Json.child(json, "metadata", "annotations").put(Ground.OPERATION, key);
    List<WorkloadSnapshot> mine =
        note.snapshots().stream()
            .filter(one -> one.workload().namespace().equals(namespace))
            .toList();
    StringBuilder commands = new StringBuilder();
    mine.forEach(one -> commands(one, commands));
    Json.child(json, "data").put("restore.sh", commands.toString());
    ground.objects().put(Kinds.CONFIG_MAP, namespace, json);
    return true;
  }

  private static void commands(WorkloadSnapshot snapshot, StringBuilder out) {
    for (ContainerImage image : snapshot.present().images()) {
      out.append(
          "kubectl -n %s set image %s/%s %s=%s\n"
              .formatted(
                  snapshot.workload().namespace(),
                  snapshot.workload().kind().kubernetes().toLowerCase(Locale.ROOT),
                  snapshot.workload().name(),
                  image.container(),
                  image.image()));
    }
  }
}
