package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.contract.rollout.RecoveryNote;
import dev.slipway.contract.rollout.RecoveryNoteActivities;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The way back as a ConfigMap in a practice cluster, with one command for each workload. */
public final class PracticeRecoveryNotes implements RecoveryNoteActivities {
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private final Ground ground;

  public PracticeRecoveryNotes(Ground ground) {
    this.ground = ground;
  }

  @Override
  public ChangeResult write(RecoveryNote note) {
    ground.time().follow();
    return ground.world().locked(() -> writeAll(note));
  }

  private ChangeResult writeAll(RecoveryNote note) {
    TreeSet<String> namespaces = new TreeSet<>();
    note.snapshots().forEach(one -> namespaces.add(one.workload().namespace()));
    boolean any = false;
    for (String namespace : namespaces) {
      Optional<KubeObject> there = there(note, namespace);
      if (there.filter(one -> !one.label(MANAGED_BY).equals("slipway")).isPresent()) {
        return new ChangeResult.Conflict(
            "ConfigMap %s in %s is not ours".formatted(name(note), namespace));
      }
      String key = note.key().value();
      if (there.filter(one -> one.annotation(Ground.OPERATION).equals(key)).isEmpty()) {
        write(note, namespace);
        any = true;
      }
    }
    return any ? new ChangeResult.Applied(0) : new ChangeResult.AlreadyThere(0);
  }

  private static String name(RecoveryNote note) {
    return "slipway-recovery-" + note.service();
  }

  private Optional<KubeObject> there(RecoveryNote note, String namespace) {
    return ground.world().store().find(Kinds.CONFIG_MAP, namespace, name(note));
  }

  private void write(RecoveryNote note, String namespace) {
    ObjectNode json = Json.object();
    Json.child(json, "metadata").put("name", name(note));
    Json.child(json, "metadata", "labels").put(MANAGED_BY, "slipway");
    Json.child(json, "metadata", "annotations").put(Ground.OPERATION, note.key().value());
    StringBuilder commands = new StringBuilder("#!/bin/sh\nset -e\n");
    note.snapshots().stream()
        .filter(one -> one.workload().namespace().equals(namespace))
        .forEach(one -> commands.append(command(one)));
    Json.child(json, "data")
        .put("restore.sh", commands.toString())
        .put("README", "The way back in namespace %s: kubectl commands.".formatted(namespace));
    ground.objects().put(Kinds.CONFIG_MAP, namespace, json);
  }

  private String command(WorkloadSnapshot snapshot) {
    WorkloadRef ref = snapshot.workload();
    TemplateFields fields = new TemplateFields(ref, ground.workload(ref).copy());
    ArrayNode patch = Json.array();
    for (ContainerImage image : snapshot.present().images()) {
      replace(patch, fields.pointer(image), image.image().value());
    }
    for (ConfigSetting setting : snapshot.present().config()) {
      fields.slot(setting).forEach(one -> replace(patch, one.pointer(), setting.name()));
    }
    if (ref.kind() == WorkloadKind.DEPLOYMENT) {
      patch.addObject().put("op", "add").put("path", "/spec/paused").put("value", false);
    }
    return "kubectl -n %s patch %s/%s --type=json -p '%s'\n"
        .formatted(
            ref.namespace(),
            ref.kind().kubernetes().toLowerCase(Locale.ROOT),
            ref.name(),
            Json.write(patch));
  }

  private static void replace(ArrayNode patch, String pointer, String value) {
    patch.addObject().put("op", "replace").put("path", pointer).put("value", value);
  }
}
