package dev.slipway.kubernetes;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.Drift;
import dev.slipway.snapshot.Intent;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Preflight checks about one workload as it stands in the cluster. */
final class WorkloadChecks {
  private final KubernetesClient client;
  private final WorkloadReader reader;
  private final WorkloadPods pods;
  private final SurgePlan surge;
  private final Owners owners;
  private final SnapshotTaking snapshots;

  WorkloadChecks(KubernetesClient client) {
    this.client = client;
    this.reader = new WorkloadReader(client);
    this.pods = new WorkloadPods(client);
    this.surge = new SurgePlan(client);
    this.owners = new Owners(client);
    this.snapshots = new SnapshotTaking(client, InstantSource.system());
  }

  Finding capacity(Check.Capacity check) {
    LiveWorkload workload = reader.read(check.workload());
    return new CapacityCheck(client).check(workload, surge.of(workload).surge());
  }

  Finding policy(Check.WorkloadPolicy check) {
    PolicyRules.requireKnown(check.rules());
    return PolicyRules.check(check, reader.read(check.workload()));
  }

  Finding ownership(Check.Ownership check) {
    LiveWorkload workload = reader.read(check.workload());
    Optional<String> owner = owners.of(workload);
    if (owner.isEmpty()) {
      return new Finding.Passed("nobody else manages " + workload.ref());
    }
    return check.takeOver()
        ? new Finding.Passed(
            "%s is managed by %s; takeOver is declared".formatted(workload.ref(), owner.get()))
        : new Finding.Failed(
            "%s is managed by %s, which would put it back".formatted(workload.ref(), owner.get()),
            "release it there, take it out of its hands, or declare takeOver: true");
  }

  Finding drift(Check.NoDrift check) {
    WorkloadChange found = snapshots.asNow(check.recorded());
    List<Drift> drifts = Drift.between(check.recorded(), found);
    if (drifts.isEmpty()) {
      return new Finding.Passed("as the last good run left it");
    }
    Optional<Intent> open =
        check.open().stream()
            .filter(intent -> Drift.between(intent.state(), found).isEmpty())
            .findFirst();
    if (open.isPresent()) {
      return new Finding.Passed("changing now by " + open.get().run());
    }
    String setter =
        Marks.setter(reader.read(check.recorded().workload()).meta())
            .map(run -> "; last set by " + run)
            .orElse("");
    return new Finding.Failed(
        "differs from the last good run: %s%s"
            .formatted(
                drifts.stream().map(Drift::sentence).collect(Collectors.joining("; ")), setter),
        "put it back, or accept what is there with --accept-drift");
  }

  /** C13: as many pods as the budget wants stay while the rollout runs. */
  Finding budget(Check.DisruptionBudget check) {
    LiveWorkload workload = reader.read(check.workload());
    List<PodDisruptionBudget> budgets = budgets(workload);
    int replicas = workload.replicas();
    int staying = replicas - surge.of(workload).unavailable();
    List<String> broken =
        budgets.stream()
            .filter(one -> staying < wanted(one, replicas))
            .map(
                one ->
                    "%s wants %d pods, and the rollout keeps only %d of %d"
                        .formatted(
                            one.getMetadata().getName(), wanted(one, replicas), staying, replicas))
            .toList();
    if (!broken.isEmpty()) {
      return new Finding.Failed(
          String.join("; ", broken), "lower maxUnavailable or minAvailable, or add replicas");
    }
    return new Finding.Passed(
        budgets.isEmpty()
            ? "no disruption budget selects the pods"
            : "%d pods stay while the rollout runs, as the budget wants".formatted(staying));
  }

  private List<PodDisruptionBudget> budgets(LiveWorkload workload) {
    String namespace = workload.ref().namespace();
    return KubernetesFaults.calling(
            "list disruption budgets in " + namespace,
            () ->
                client.policy().v1().podDisruptionBudget().inNamespace(namespace).list().getItems())
        .stream()
        .filter(
            one ->
                LabelMatch.matches(
                    one.getSpec().getSelector(), Marks.labels(workload.template().getMetadata())))
        .toList();
  }

  private static int wanted(PodDisruptionBudget budget, int replicas) {
    var spec = budget.getSpec();
    return spec.getMinAvailable() != null
        ? Amounts.share(spec.getMinAvailable(), replicas, RoundingMode.CEILING, 0)
        : replicas
            - Amounts.share(spec.getMaxUnavailable(), replicas, RoundingMode.CEILING, replicas);
  }

  Finding claims(Check.ClaimsBound check) {
    LiveWorkload workload = reader.read(check.workload());
    var names = new TreeSet<String>();
    claims(workload.pods().getVolumes(), names);
    KubernetesFaults.calling("list pods of " + workload.ref(), () -> pods.of(workload).all())
        .forEach(pod -> claims(pod.pod().getSpec().getVolumes(), names));
    List<String> troubles =
        names.stream()
            .map(name -> unbound(workload.ref(), name))
            .flatMap(Optional::stream)
            .toList();
    if (!troubles.isEmpty()) {
      return new Finding.Failed(
          String.join("; ", troubles), "create or repair the claims and their storage class");
    }
    return new Finding.Passed(
        names.isEmpty()
            ? workload.ref() + " mounts no claims"
            : "all %d claims are Bound".formatted(names.size()));
  }

  private static void claims(List<Volume> volumes, TreeSet<String> names) {
    volumes.stream()
        .filter(volume -> volume.getPersistentVolumeClaim() != null)
        .forEach(volume -> names.add(volume.getPersistentVolumeClaim().getClaimName()));
  }

  private Optional<String> unbound(WorkloadRef ref, String name) {
    PersistentVolumeClaim claim =
        KubernetesFaults.calling(
            "read claim " + name,
            () ->
                client.persistentVolumeClaims().inNamespace(ref.namespace()).withName(name).get());
    if (claim == null) {
      return Optional.of("claim %s does not exist".formatted(name));
    }
    String phase = claim.getStatus() == null ? "Pending" : claim.getStatus().getPhase();
    return "Bound".equals(phase)
        ? Optional.empty()
        : Optional.of("claim %s is %s".formatted(name, phase));
  }
}
