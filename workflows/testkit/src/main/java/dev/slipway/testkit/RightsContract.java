package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Deed;
import dev.slipway.preflight.Finding;
import dev.slipway.rollout.WorkloadKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cluster tells Slipway's account what it may do before anything is done. */
public abstract class RightsContract {
  private static final String NAMESPACE = "default";

  /** With an account that may do all that a release does. */
  protected abstract WorkloadActivities able();

  /** With an account that may read workloads and pods, and change nothing. */
  protected abstract WorkloadActivities reader();

  @Test
  void passesWhereTheAccountMayDoItAll() {
    assertThat(able().check(new Check.Rights(NAMESPACE, deeds())))
        .isInstanceOfSatisfying(
            Finding.Passed.class, passed -> assertThat(passed.detail()).contains(NAMESPACE));
  }

  @Test
  void namesEachRightThatIsMissingAndWhatItIsFor() {
    Finding.Failed failed = (Finding.Failed) reader().check(new Check.Rights(NAMESPACE, deeds()));

    assertThat(failed.detail())
        .contains(
            "in namespace " + NAMESPACE,
            "patch deployments.apps, to change Deployment/api and change Deployment/web",
            "patch statefulsets.apps, to change StatefulSet/store",
            "delete pods, to change StatefulSet/store",
            "create configmaps, to leave the way back of api in the cluster",
            "create services/proxy, to POST from Service/api",
            "patch verticalpodautoscalers.autoscaling.k8s.io")
        .doesNotContain("get deployments", "list pods", "list events");
    assertThat(failed.wayOut())
        .contains(
            "deploy/rbac/site-worker.yaml",
            "-n " + NAMESPACE + " -f deploy/rbac/released-namespace.yaml");
  }

  @Test
  void asksOnlyForWhatTheReleaseDoes() {
    List<Deed> logs = List.of(new Deed.ReadLogs());

    assertThat(reader().check(new Check.Rights(NAMESPACE, logs)))
        .isInstanceOf(Finding.Passed.class);
  }

  private static List<Deed> deeds() {
    return List.of(
        new Deed.Change(WorkloadKind.DEPLOYMENT, "api"),
        new Deed.Change(WorkloadKind.DEPLOYMENT, "web"),
        new Deed.Change(WorkloadKind.STATEFUL_SET, "store"),
        new Deed.LeaveNote(ServiceName.of("api")),
        new Deed.ReadLogs(),
        new Deed.PauseEviction("evicting"),
        new Deed.Call("api", 80, "GET"),
        new Deed.Call("api", 80, "POST"));
  }
}
