package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.analysis.Verdict;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.verify.VerifyStep;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A look at pods that come and go for reasons that are not the change's. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class WorkloadContractInspection {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private static final String UID = "/metadata/uid";

  private Shop shop;

  protected abstract WorkloadGround ground();

  @BeforeEach
  void openShop() {
    shop = new Shop(ground());
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @Test
  void podsThatAnAutoscalerAddsAreWaitedFor() {
    ImageRef slow = ground().image("v1.0.0-slow5");
    shop.running(slow.value());

    ground().cluster().merge(shop.path(shop.api), "{\"spec\":{\"replicas\":4}}");

    assertThat(inspect(slow)).isInstanceOf(Verdict.Inconclusive.class);
    ground()
        .cluster()
        .await(
            shop.path(shop.api),
            found -> Shop.isObserved(found) && found.at("/status/availableReplicas").asInt() == 4);
    assertThat(inspect(slow)).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void aPodThatIsDrainedAwayIsNoFault() {
    ImageRef slow = ground().image("v1.0.0-slow5");
    shop.running(slow.value());
    String first = ground().cluster().read(pods()).at("/items/0/metadata/name").asText();

    ground().cluster().remove(pods() + "/" + first);

    assertThat(inspect(slow)).isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void aPodThatWasNeverReadyIsAskedAgain() {
    ImageRef unready = ground().image("v1.0.0-unready");
    shop.deployed(unready.value(), 1);
    awaitPod(pod -> pod.at("/status/containerStatuses/0/ready").isBoolean());

    assertThat(inspect(unready)).isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void aCrashingPodFails() {
    ImageRef crashing = ground().image("v1.0.0-crash");
    shop.stored(ground().image("v1.0.0").value(), 1);
    WorkloadChange bad = Shop.imageOnly(shop.store, crashing);
    ground()
        .workloads()
        .change(Shop.request(7, bad, Shop.imageOnly(shop.store, ground().image("v1.0.0"))));
    awaitPod(
        pod ->
            pod.at("/spec/containers/0/image").asText().equals(crashing.value())
                && pod.at("/status/containerStatuses/0/restartCount").asInt() > 0);

    Verdict verdict = inspect(bad);

    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).containsAnyOf("restarted", "crashes");
  }

  @Test
  void aPodWhoseImageIsGoneFails() {
    ImageRef gone = ground().image("v1.0.0-gone");
    shop.stored(ground().image("v1.0.0").value(), 1);
    WorkloadChange bad = Shop.imageOnly(shop.store, gone);
    ground()
        .workloads()
        .change(Shop.request(7, bad, Shop.imageOnly(shop.store, ground().image("v1.0.0"))));
    awaitPod(WorkloadContractInspection::cannotPull);

    assertThat(inspect(bad)).isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void podsOfOthersWithTheSameLabelsAreNotLookedAt() {
    ImageRef first = ground().image("v1.0.0");
    ImageRef next = ground().image("v1.1.0");
    shop.running(first.value());
    shop.byHand("debug", "api", first.value());
    shop.alike("canary", first.value());

    WorkloadChange wanted = Shop.imageOnly(shop.api, next);
    ground().workloads().change(Shop.request(7, wanted, Shop.imageOnly(shop.api, first)));

    assertThat(ground().workloads().await(Shop.waiting(7, wanted)))
        .isEqualTo(new RolloutSighting.Complete(2));
    assertThat(inspect(next)).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void aBrokenPodOfSomebodyElseIsNotDeleted() {
    ImageRef first = ground().image("v1.0.0");
    shop.stored(first.value(), 1);
    String path = shop.byHand("migration", "store", ground().image("v1.0.0-gone").value());
    String uid =
        ground().cluster().await(path, WorkloadContractInspection::cannotPull).at(UID).asText();

    WorkloadChange wanted = Shop.imageOnly(shop.store, ground().image("v1.1.0"));
    ground().workloads().change(Shop.request(7, wanted, Shop.imageOnly(shop.store, first)));

    assertThat(ground().workloads().await(Shop.waiting(7, wanted)))
        .isEqualTo(new RolloutSighting.Complete(1));
    JsonNode found = ground().cluster().read(path);
    assertThat(found.at(UID).asText()).isEqualTo(uid);
    assertThat(found.at("/metadata/deletionTimestamp").isMissingNode()).isTrue();
  }

  @Test
  void onlyLinesOfNewPodsOfTheWorkloadAreCounted() {
    ImageRef noisy = ground().image("v1.0.0-noisy");
    shop.running(noisy.value());
    shop.byHand("debug", "api", noisy.value());
    String api = shop.path(shop.api);
    ground().cluster().await(api, any -> scan() instanceof Verdict.Fail);

    // never ready, so that the noisy pods stay
    WorkloadChange quiet = Shop.change(shop.api, ground().image("v1.1.0-unready"), "api-config-v1");
    WorkloadChange before = Shop.change(shop.api, noisy, "api-config-v1");
    ground().workloads().change(Shop.request(7, quiet, before));
    ground().cluster().await(api, any -> !(scan() instanceof Verdict.NoData));

    assertThat(scan()).isInstanceOf(Verdict.Pass.class);
  }

  private Verdict scan() {
    var errors = new VerifyStep.LogScan("errors", false, shop.api, List.of("ERROR"), 0);
    return ground().workloads().scanLogs(new LogScanRequest(errors, LONG_AGO)).verdict();
  }

  private Verdict inspect(ImageRef wanted) {
    return inspect(Shop.imageOnly(shop.api, wanted));
  }

  private Verdict inspect(WorkloadChange wanted) {
    return ground()
        .workloads()
        .inspect(new InspectRequest("pods", false, wanted, LONG_AGO))
        .verdict();
  }

  private static boolean cannotPull(JsonNode pod) {
    return pod.at("/status/containerStatuses/0/state/waiting/reason")
        .asText()
        .matches("ErrImagePull|ImagePullBackOff");
  }

  private void awaitPod(Predicate<JsonNode> so) {
    ground()
        .cluster()
        .await(pods(), list -> list.at("/items").size() == 1 && so.test(list.at("/items/0")));
  }

  private String pods() {
    return "/api/v1/namespaces/%s/pods".formatted(shop.namespace);
  }
}
