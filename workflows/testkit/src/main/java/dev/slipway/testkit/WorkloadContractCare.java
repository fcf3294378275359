package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AutoscalerRequest;
import dev.slipway.contract.rollout.RecoveryNote;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.houserules.Covers;
import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done around a change: the note for people, and the rest for autoscalers. */
public abstract class WorkloadContractCare {
  private static final Pattern PATCH = Pattern.compile("--type=json -p '(.*)'");

  private Shop shop;
  private ImageRef first;

  protected abstract WorkloadGround ground();

  @BeforeEach
  void openShop() {
    shop = new Shop(ground());
    first = ground().image("v1.0.0");
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @Test
  @Covers("AIW-105")
  void theNoteBringsTheRecordedStateBackWithoutUs() {
    shop.deployed(first.value(), 1);
    WorkloadSnapshot before = snapshot();

    assertThat(ground().notes().write(note("1", before))).isInstanceOf(ChangeResult.Applied.class);

    ground()
        .workloads()
        .change(
            Shop.request(
                7,
                Shop.change(shop.api, ground().image("v1.1.0"), "api-config-v2"),
                before.present()));
    ground().cluster().merge(shop.path(shop.api), "{\"spec\":{\"paused\":true}}");
    String script = notes().at("/data/restore.sh").asText();
    Matcher patch = PATCH.matcher(script);
    assertThat(patch.find()).as(script).isTrue();
    ground().cluster().patch(shop.path(shop.api), patch.group(1));

    assertThat(snapshot().present()).isEqualTo(before.present());
    assertThat(shop.found(shop.api).at("/spec/paused").asBoolean()).isFalse();
    assertThat(script).contains("kubectl -n %s patch deployment/api".formatted(shop.namespace));
    assertThat(notes().at("/data/README").asText()).contains("kubectl", shop.namespace);
  }

  @Test
  void aRepeatedAttemptKeepsTheFirstNote() {
    shop.deployed(first.value(), 1);
    WorkloadSnapshot before = snapshot();
    ground().notes().write(note("1", before));
    String version = notes().at("/metadata/resourceVersion").asText();

    assertThat(ground().notes().write(note("1", before)))
        .isInstanceOf(ChangeResult.AlreadyThere.class);
    assertThat(notes().at("/metadata/resourceVersion").asText()).isEqualTo(version);
    assertThat(ground().notes().write(note("2", before))).isInstanceOf(ChangeResult.Applied.class);
  }

  @Test
  void aConfigMapOfSomebodyElseIsLeftAlone() {
    shop.deployed(first.value(), 1);
    shop.config("slipway-recovery-api", "\"mine\":\"yes\"");

    assertThat(ground().notes().write(note("1", snapshot())))
        .isInstanceOf(ChangeResult.Conflict.class);
    assertThat(notes().at("/data/mine").asText()).isEqualTo("yes");
  }

  @Test
  void aWorkloadWithoutVerticalAutoscalersHasNothingToPause() {
    shop.deployed(first.value(), 1);
    var request = eviction("r1", 7);

    assertThat(ground().autoscalers().pauseEviction(request).changed()).isEmpty();
    assertThat(ground().autoscalers().resumeEviction(request).changed()).isEmpty();
  }

  @Test
  void pausesEvictionAndPutsTheModeBack() {
    shop.deployed(first.value(), 1);
    defineVerticalAutoscalers();
    shop.create(verticals(), vertical("evicting", "Recreate"));
    shop.create(verticals(), vertical("quiet", "Off"));
    var request = eviction("r1", 7);

    assertThat(ground().autoscalers().pauseEviction(request).changed())
        .containsExactly("VerticalPodAutoscaler/evicting");
    assertThat(mode("evicting")).isEqualTo("Initial");
    assertThat(ground().autoscalers().pauseEviction(request).changed()).isEmpty();
    assertThat(snapshot().autoscalers()).contains("VerticalPodAutoscaler/evicting");

    assertThat(ground().autoscalers().resumeEviction(request).changed())
        .containsExactly("VerticalPodAutoscaler/evicting");
    assertThat(mode("evicting")).isEqualTo("Recreate");
    assertThat(mode("quiet")).isEqualTo("Off");
    assertThat(ground().autoscalers().resumeEviction(request).changed()).isEmpty();
  }

  @Test
  void leavesARestThatALaterRunOrdered() {
    shop.deployed(first.value(), 1);
    defineVerticalAutoscalers();
    shop.create(verticals(), vertical("evicting", "Recreate"));
    ground().autoscalers().pauseEviction(eviction("r1", 7));

    ground().autoscalers().pauseEviction(eviction("r2", 8));
    assertThat(ground().autoscalers().resumeEviction(eviction("r1", 7)).changed()).isEmpty();
    assertThat(mode("evicting")).isEqualTo("Initial");

    assertThat(ground().autoscalers().resumeEviction(eviction("r2", 8)).changed())
        .containsExactly("VerticalPodAutoscaler/evicting");
    assertThat(mode("evicting")).isEqualTo("Recreate");
  }

  @Test
  void refusesAPauseThatActsAfterItsOwnResume() {
    shop.deployed(first.value(), 1);
    defineVerticalAutoscalers();
    shop.create(verticals(), vertical("evicting", "Recreate"));
    var request = eviction("r1", 7);

    // the pause hangs, so there is nothing to put back yet
    ground().autoscalers().resumeEviction(request);
    assertThat(ground().autoscalers().pauseEviction(request).changed()).isEmpty();
    assertThat(ground().autoscalers().pauseEviction(eviction("r0", 6)).changed()).isEmpty();
    assertThat(mode("evicting")).isEqualTo("Recreate");

    // another step of the same run, which has the same token
    var other = eviction("r1/2", 7);
    assertThat(ground().autoscalers().pauseEviction(other).changed()).isNotEmpty();
    assertThat(ground().autoscalers().resumeEviction(other).changed()).isNotEmpty();
    assertThat(ground().autoscalers().pauseEviction(request).changed()).isEmpty();
    assertThat(ground().autoscalers().pauseEviction(other).changed()).isEmpty();
    assertThat(mode("evicting")).isEqualTo("Recreate");

    assertThat(ground().autoscalers().pauseEviction(eviction("r2", 8)).changed()).isNotEmpty();
    assertThat(mode("evicting")).isEqualTo("Initial");
  }

  private AutoscalerRequest eviction(String run, long token) {
    return new AutoscalerRequest(
        OperationKey.of("release/" + run + "/pause-eviction"), shop.api, token);
  }

  @Test
  void findsPodsByLabel() {
    shop.running(first.value());

    assertThat(check(new Check.PodsRunning(shop.namespace, "app=api")))
        .isInstanceOf(Finding.Passed.class);
    assertThat(check(new Check.PodsRunning(shop.namespace, "app=grafana")))
        .isInstanceOf(Finding.Failed.class);
  }

  @Test
  void leavesChecksOfOthersToThem() {
    assertThatThrownBy(() -> check(new Check.ImagePullable(first)))
        .hasMessageContaining("INVALID")
        .hasMessageContaining("answered by the registry");
  }

  private Finding check(Check check) {
    return ground().workloads().check(check);
  }

  /** Once for the cluster, which the tests of this class share while they run beside each other. */
  private void defineVerticalAutoscalers() {
    synchronized (WorkloadContractCare.class) {
      defineUnlessThere();
    }
  }

  private void defineUnlessThere() {
    String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    String name = "verticalpodautoscalers.autoscaling.k8s.io";
    boolean there = ground().cluster().read(definitions).findValuesAsText("name").contains(name);
    if (!there) {
      shop.create(
          definitions,
          """
          {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"%s",
            "annotations":{"api-approved.kubernetes.io":"https://github.com/kubernetes/kubernetes/pull/63797"}},
           "spec":{"group":"autoscaling.k8s.io","scope":"Namespaced",
            "names":{"kind":"VerticalPodAutoscaler","listKind":"VerticalPodAutoscalerList",
             "plural":"verticalpodautoscalers","singular":"verticalpodautoscaler"},
            "versions":[{"name":"v1","served":true,"storage":true,
             "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}\
          """
              .formatted(name));
      ground()
          .cluster()
          .await("/apis/autoscaling.k8s.io/v1", list -> list.at("/resources").size() > 0);
    }
  }

  private String verticals() {
    return "/apis/autoscaling.k8s.io/v1/namespaces/%s/verticalpodautoscalers"
        .formatted(shop.namespace);
  }

  private static String vertical(String name, String mode) {
    return """
    {"apiVersion":"autoscaling.k8s.io/v1","kind":"VerticalPodAutoscaler","metadata":{"name":"%s"},
     "spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"api"},
      "updatePolicy":{"updateMode":"%s"}}}\
    """
        .formatted(name, mode);
  }

  private String mode(String name) {
    return ground()
        .cluster()
        .read(verticals() + "/" + name)
        .at("/spec/updatePolicy/updateMode")
        .asText();
  }

  private WorkloadSnapshot snapshot() {
    return ground().workloads().snapshot(new SnapshotRequest(shop.declared(shop.api)));
  }

  private RecoveryNote note(String attempt, WorkloadSnapshot snapshot) {
    return new RecoveryNote(
        OperationKey.of("release/r1/note/" + attempt),
        RunId.of("r1"),
        ServiceName.of("api"),
        List.of(snapshot));
  }

  private JsonNode notes() {
    return ground()
        .cluster()
        .read("/api/v1/namespaces/%s/configmaps/slipway-recovery-api".formatted(shop.namespace));
  }
}
