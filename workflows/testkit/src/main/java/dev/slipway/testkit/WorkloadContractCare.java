package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AutoscalerRequest;
import dev.slipway.contract.rollout.RecoveryNote;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.houserules.Covers;
import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
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
  @Covers({"AIW-105", "EDG-76"})
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
  void aClusterWithoutVerticalAutoscalersHasNothingToPause() {
    shop.deployed(first.value(), 1);
    var request = new AutoscalerRequest(OperationKey.of("release/r1/pause-eviction"), shop.api);

    assertThat(ground().autoscalers().pauseEviction(request).changed()).isEmpty();
    assertThat(ground().autoscalers().resumeEviction(request).changed()).isEmpty();
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
