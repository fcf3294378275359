package dev.slipway.kubernetes;

import dev.slipway.contract.rollout.RecoveryNote;
import dev.slipway.contract.rollout.RecoveryNoteActivities;
import dev.slipway.name.ServiceName;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Leaves the way back in the cluster itself, for the night on which Slipway does not run. */
public final class KubernetesRecoveryNotes implements RecoveryNoteActivities {
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private final KubernetesClient client;
  private final WorkloadReader reader;
  private final RestoreScript script;

  public KubernetesRecoveryNotes(KubernetesClient client) {
    this.client = client;
    this.reader = new WorkloadReader(client);
    this.script = new RestoreScript(client.getKubernetesSerialization()::asJson);
  }

  @Override
  public ChangeResult write(RecoveryNote note) {
    Map<String, List<WorkloadSnapshot>> byNamespace =
        note.snapshots().stream()
            .collect(
                Collectors.groupingBy(
                    snapshot -> snapshot.workload().namespace(),
                    TreeMap::new,
                    Collectors.toList()));
    ChangeResult result = new ChangeResult.AlreadyThere(0);
    for (var entry : byNamespace.entrySet()) {
      ChangeResult one =
          KubernetesFaults.calling(
              "write the recovery note in " + entry.getKey(),
              () -> write(note, entry.getKey(), entry.getValue()));
      if (one instanceof ChangeResult.Conflict) {
        return one;
      }
      result = one instanceof ChangeResult.Applied ? one : result;
    }
    return result;
  }

  static String name(ServiceName service) {
    return "slipway-recovery-" + service;
  }

  private ChangeResult write(
      RecoveryNote note, String namespace, List<WorkloadSnapshot> snapshots) {
    ConfigMap present =
        client.configMaps().inNamespace(namespace).withName(name(note.service())).get();
    if (present != null) {
      boolean ours =
          Marks.FIELD_MANAGER.equals(Marks.labels(present.getMetadata()).get(MANAGED_BY));
      if (!ours) {
        return new ChangeResult.Conflict(
            "ConfigMap %s in %s is not ours: it has no label %s=slipway. Rename it"
                .formatted(name(note.service()), namespace, MANAGED_BY));
      }
      if (note.key().value().equals(Marks.operation(present.getMetadata()))) {
        // a repeated attempt must not record a state that its own release has begun to change
        return new ChangeResult.AlreadyThere(0);
      }
    }
    client
        .configMaps()
        .inNamespace(namespace)
        .resource(configMap(note, namespace, snapshots))
        .fieldManager(Marks.FIELD_MANAGER)
        .forceConflicts()
        .serverSideApply();
    return new ChangeResult.Applied(0);
  }

  private ConfigMap configMap(
      RecoveryNote note, String namespace, List<WorkloadSnapshot> snapshots) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name(note.service()))
        .withNamespace(namespace)
        .addToLabels(MANAGED_BY, Marks.FIELD_MANAGER)
        .addToAnnotations(Marks.OPERATION, note.key().value())
        .endMetadata()
        .addToData("README", readme(note, namespace))
        .addToData(
            "snapshot.json", json(snapshots.stream().map(KubernetesRecoveryNotes::plain).toList()))
        .addToData("restore.sh", script.of(note.service().toString(), snapshots, live(snapshots)))
        .build();
  }

  private Map<WorkloadRef, LiveWorkload> live(List<WorkloadSnapshot> snapshots) {
    var live = new LinkedHashMap<WorkloadRef, LiveWorkload>();
    snapshots.forEach(snapshot -> live.put(snapshot.workload(), reader.read(snapshot.workload())));
    return live;
  }

  private static String readme(RecoveryNote note, String namespace) {
    return """
        Service %s as it was before run %s began.

        To go back without Slipway:
          kubectl -n %s get configmap %s -o jsonpath='{.data.restore\\.sh}' | sh

        It puts back images and configuration references, nothing else. When Slipway is up again it
        finds what you did and does not do it a second time.
        """
        .formatted(note.service(), note.run(), namespace, name(note.service()));
  }

  private static Map<String, Object> plain(WorkloadSnapshot snapshot) {
    var plain = new LinkedHashMap<String, Object>();
    plain.put("workload", snapshot.workload().toString());
    plain.put("uid", snapshot.uid());
    plain.put("replicas", snapshot.replicas());
    plain.put("takenAt", snapshot.takenAt().toString());
    var images = new LinkedHashMap<String, String>();
    snapshot
        .present()
        .images()
        .forEach(
            image ->
                images.put(
                    (image.init() ? "init " : "") + image.container(), image.image().value()));
    plain.put("images", images);
    var config = new LinkedHashMap<String, String>();
    snapshot
        .present()
        .config()
        .forEach(
            setting ->
                config.put(setting.kind().kubernetes() + " " + setting.slot(), setting.name()));
    plain.put("config", config);
    return plain;
  }

  private String json(Object value) {
    return client.getKubernetesSerialization().asJson(value);
  }
}
