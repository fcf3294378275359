package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.analysis.Verdict;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.houserules.Covers;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyStep;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for a rollout, and telling whose trouble it is when it does not end. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class WorkloadContractRollout {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private Shop shop;
  private WorkloadActivities workloads;
  private ImageRef good;

  protected abstract WorkloadGround ground();

  @BeforeEach
  void openShop() {
    shop = new Shop(ground());
    workloads = ground().workloads();
    good = ground().image("v1.0.0");
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @Test
  @Covers({"XIO-24", "PLT-75", "EDG-23"})
  void isCompleteWhenEveryPodIsNewAndReady() {
    shop.running(good.value());
    ImageRef next = ground().image("v1.1.0");

    RolloutSighting sighting = roll(Shop.change(shop.api, next, "api-config-v2"));

    assertThat(sighting).isEqualTo(new RolloutSighting.Complete(2));
    var pods = ground().cluster().read(pods());
    assertThat(pods.at("/items"))
        .filteredOn(pod -> pod.at("/metadata/deletionTimestamp").isMissingNode())
        .hasSize(2)
        .allSatisfy(
            pod -> assertThat(pod.at("/spec/containers/0/image").asText()).isEqualTo(next.value()));
  }

  @Test
  void aCrashOfTheNewImageIsSeenAtOnceWithItsLastWords() {
    shop.running(good.value());
    ImageRef crashing = ground().image("v1.1.0-crash");

    RolloutSighting sighting = roll(Shop.imageOnly(shop.api, crashing));

    assertThat(sighting).isInstanceOf(RolloutSighting.Crashing.class);
    var crash = (RolloutSighting.Crashing) sighting;
    assertThat(crash.image()).isEqualTo(crashing);
    assertThat(crash.container()).isEqualTo("api");
    assertThat(crash.reason()).contains("exit 1");
    assertThat(crash.lastLog()).isNotBlank().hasSizeLessThanOrEqualTo(2_000);
    assertThat(shop.found(shop.api).at("/status/availableReplicas").asInt())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void aContainerKilledForItsMemoryIsACrash() {
    shop.running(good.value());

    RolloutSighting sighting = roll(Shop.imageOnly(shop.api, ground().image("v1.1.0-oom")));

    assertThat(sighting).isInstanceOf(RolloutSighting.Crashing.class);
    assertThat(((RolloutSighting.Crashing) sighting).reason()).contains("OOMKilled");
  }

  @Test
  void aCrashingInitContainerIsNamed() {
    shop.running(good.value());

    RolloutSighting sighting =
        roll(Shop.change(shop.api, ground().image("v1.2.0-crash"), "api-config-v1"));

    assertThat(sighting).isInstanceOf(RolloutSighting.Crashing.class);
    assertThat(((RolloutSighting.Crashing) sighting).container()).isEqualTo("prepare");
    assertThat(((RolloutSighting.Crashing) sighting).reason()).contains("init container");
  }

  @Test
  void anImageThatNobodyCanPullIsSeenAtOnce() {
    shop.running(good.value());
    ImageRef gone = ground().image("v1.1.0-gone");

    RolloutSighting sighting = roll(Shop.imageOnly(shop.api, gone));

    assertThat(sighting).isInstanceOf(RolloutSighting.Unpullable.class);
    assertThat(((RolloutSighting.Unpullable) sighting).image()).isEqualTo(gone);
    assertThat(((RolloutSighting.Unpullable) sighting).message()).contains("not found");
  }

  @Test
  void aMissingConfigMapIsTheChangesOwnFault() {
    shop.running(good.value());

    RolloutSighting sighting = roll(Shop.change(shop.api, good, "api-config-v404"));

    assertThat(sighting).isInstanceOf(RolloutSighting.Misconfigured.class);
    assertThat(((RolloutSighting.Misconfigured) sighting).message()).contains("api-config-v404");
  }

  @Test
  void noRoomOnTheNodesIsThePlatformsTrouble() {
    shop.running(good.value());
    String greedy =
        """
        {"spec":{"template":{"spec":{"containers":[{"name":"api","resources":
         {"requests":{"cpu":"5000"},"limits":{"cpu":"5000"}}}]}}}}""";
    ground().cluster().strategic(shop.path(shop.api), greedy);

    RolloutSighting sighting = await(Shop.imageOnly(shop.api, good));

    assertThat(sighting).isInstanceOf(RolloutSighting.PlatformIll.class);
    assertThat(((RolloutSighting.PlatformIll) sighting).system()).isEqualTo("nodes");
  }

  @Test
  @Covers("PLT-07")
  void aFullQuotaIsThePlatformsTrouble() {
    shop.running(good.value());
    shop.create(
        "/api/v1/namespaces/%s/resourcequotas".formatted(shop.namespace),
        """
        {"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"full"},"spec":{"hard":{"pods":"2"}}}""");
    ground()
        .cluster()
        .await(
            "/api/v1/namespaces/%s/resourcequotas/full".formatted(shop.namespace),
            quota -> quota.at("/status/used/pods").asText().equals("2"));

    RolloutSighting sighting = roll(Shop.imageOnly(shop.api, ground().image("v1.1.0")));

    assertThat(sighting).isInstanceOf(RolloutSighting.PlatformIll.class);
    assertThat(((RolloutSighting.PlatformIll) sighting).system()).isEqualTo("quota");
  }

  @Test
  void whoKnowsOfAnIllnessHearsThatThePlatformIsWellAgain() {
    shop.running(good.value());
    WorkloadChange unready = Shop.imageOnly(shop.api, ground().image("v1.1.0-unready"));
    workloads.change(Shop.request(7, unready, Shop.imageOnly(shop.api, good)));

    assertThat(workloads.await(new AwaitRequest(unready, 7, true, true)))
        .isEqualTo(new RolloutSighting.PlatformWell());
  }

  @Test
  void aForeignChangeMeanwhileIsSeen() {
    shop.running(good.value());
    WorkloadChange wanted = Shop.imageOnly(shop.api, ground().image("v1.1.0"));

    // nobody ever asked for it here, so what stands there is somebody else's
    RolloutSighting sighting = await(wanted);

    assertThat(sighting).isInstanceOf(RolloutSighting.Superseded.class);
    assertThat(((RolloutSighting.Superseded) sighting).message())
        .contains("image of api", good.value());
  }

  @Test
  @Covers({"IPA-55", "IPA-57", "PLT-85", "EDG-20"})
  void theWayBackEndsWhateverTheBadPodsDo() {
    shop.running(good.value());
    WorkloadChange bad = Shop.imageOnly(shop.api, ground().image("v1.1.0-crash"));
    assertThat(roll(bad)).isInstanceOf(RolloutSighting.Crashing.class);
    WorkloadChange back = Shop.imageOnly(shop.api, good);

    workloads.change(Shop.request(8, back, bad));
    RolloutSighting sighting = workloads.await(new AwaitRequest(back, 8, false, false));

    assertThat(sighting).isEqualTo(new RolloutSighting.Complete(2));
  }

  @Test
  void aStatefulSetRollsForwardAndBackOutOfACrash() {
    shop.stored(good.value(), 2);
    WorkloadChange bad = Shop.imageOnly(shop.store, ground().image("v1.1.0-crash"));
    assertThat(roll(bad)).isInstanceOf(RolloutSighting.Crashing.class);
    WorkloadChange back = Shop.imageOnly(shop.store, good);

    workloads.change(Shop.request(8, back, bad));

    assertThat(workloads.await(new AwaitRequest(back, 8, false, false)))
        .isEqualTo(new RolloutSighting.Complete(2));
  }

  @Test
  @Covers({"IPA-32", "PLT-76", "PLT-86", "EDG-63"})
  void inspectionPassesOnlyWhenEveryPodIsReadyAndNew() {
    shop.running(good.value());
    WorkloadChange stays = Shop.imageOnly(shop.api, good);
    assertThat(inspect(stays).verdict()).isInstanceOf(Verdict.Pass.class);

    WorkloadChange unready = Shop.imageOnly(shop.api, ground().image("v1.1.0-unready"));
    workloads.change(Shop.request(7, unready, stays));
    ground()
        .cluster()
        .await(
            shop.path(shop.api),
            found -> Shop.isObserved(found) && found.at("/status/updatedReplicas").asInt() > 0);

    StepVerdict verdict = inspect(unready);
    assertThat(verdict.verdict()).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.verdict().why()).containsAnyOf("another revision", "another image");
  }

  @Test
  @Covers("IPA-33")
  void logScanCountsMatchingLines() {
    shop.running(ground().image("v1.0.0-noisy").value());
    var strict = new VerifyStep.LogScan("errors", false, shop.api, List.of("ERROR"), 0);
    var absent = new VerifyStep.LogScan("panics", false, shop.api, List.of("PANIC"), 0);

    StepVerdict noisy = scanUntilFound(strict);

    assertThat(noisy.verdict().why()).contains("ERROR");
    assertThat(workloads.scanLogs(new LogScanRequest(absent, LONG_AGO)).verdict())
        .isInstanceOf(Verdict.Pass.class);
  }

  private StepVerdict scanUntilFound(VerifyStep.LogScan scan) {
    StepVerdict last = workloads.scanLogs(new LogScanRequest(scan, LONG_AGO));
    while (!(last.verdict() instanceof Verdict.Fail)) {
      last = workloads.scanLogs(new LogScanRequest(scan, LONG_AGO));
    }
    return last;
  }

  private StepVerdict inspect(WorkloadChange wanted) {
    return workloads.inspect(new InspectRequest("pods", false, wanted, LONG_AGO));
  }

  private RolloutSighting roll(WorkloadChange to) {
    WorkloadChange from =
        to.config().isEmpty()
            ? Shop.imageOnly(to.workload(), good)
            : Shop.change(to.workload(), good, "api-config-v1");
    workloads.change(Shop.request(7, to, from));
    return await(to);
  }

  private RolloutSighting await(WorkloadChange wanted) {
    return workloads.await(Shop.waiting(7, wanted));
  }

  private String pods() {
    return "/api/v1/namespaces/%s/pods".formatted(shop.namespace);
  }
}
