package dev.slipway.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.artifact.KnownBad;
import dev.slipway.name.RunId;
import dev.slipway.notice.Occasion;
import dev.slipway.notice.Receiver;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.PlannedCheck;
import dev.slipway.preflight.Severity;
import dev.slipway.release.AfterHold;
import dev.slipway.release.Draft;
import dev.slipway.release.FailureAction;
import dev.slipway.release.Memory;
import dev.slipway.release.Origin;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.SitedCheck;
import dev.slipway.release.WantedImage;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.LastGood;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanResolverTest {

  private static final String SHOP =
      """
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: backend}
      spec:
        image: shop/backend
        dependsOn: [database]
        strategy: {rolloutTimeout: 7m}
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: frontend}
      spec:
        image: shop/frontend
        dependsOn: [backend]
        config: [{kind: ConfigMap, name: settings}]
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: database}
      spec:
        workloads:
          - kind: StatefulSet
            name: postgres
            containers: [{name: postgres, image: docker.io/library/postgres}, {name: init, image: shop/init, init: true}]
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: search}
      spec: {image: shop/search}
      ---
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata: {name: prod}
      spec:
        site: here
        registry: registry.example.com
        hotfix: {noticePeriod: 1m, ignoreFreeze: true, evidence: warn}
        noticePeriod: 30m
        defaults: {strategy: {rolloutTimeout: 3m, settle: 5s}, checks: [{type: evidence, evidence: tests}]}
        overrides: {backend: {strategy: {settle: 1m}}}
      """;

  private static final String BAD_WORDS = "crashed on start";

  @Test
  void ordersWavesByWhatServicesDependOn() {
    assertThat(waves(shop("v1").plan()))
        .containsExactly(List.of("database", "search"), List.of("backend"), List.of("frontend"));
  }

  @Test
  void aDependencyThatIsNotReleasedTooHoldsNothingUp() {
    assertThat(waves(shop("v1").only("frontend", "search").plan()))
        .containsExactly(List.of("frontend", "search"));
  }

  @Test
  void refusesServicesThatWaitForEachOtherAndNamesTheCircle() {
    Reading circle =
        DocumentReader.read(
            "shop.yaml",
            SHOP.replace(
                    "spec: {image: shop/search}",
                    "spec: {image: shop/search, dependsOn: [frontend]}")
                .replace("dependsOn: [database]", "dependsOn: [database, search]"));

    assertThat(Planner.of(circle, "prod", "v1").problems())
        .containsExactly(
            "services.backend.dependsOn: these services wait for each other: backend -> search ->"
                + " frontend -> backend; take one of the dependencies away");
  }

  @Test
  void laysOverridesOverServiceOverDefaultsAndSaysWhereEachValueCameFrom() {
    ReleasePlan plan = shop("v1").plan();

    assertThat(Planner.service(plan, "backend").strategy())
        .isEqualTo(
            new Strategy.Rolling(
                Duration.ofMinutes(7), Duration.ofMinutes(5), Duration.ofMinutes(1)));
    assertThat(Planner.service(plan, "search").strategy())
        .isEqualTo(
            new Strategy.Rolling(
                Duration.ofMinutes(3), Duration.ofMinutes(5), Duration.ofSeconds(5)));
    assertThat(plan.origins())
        .contains(
            new Origin("services.backend.strategy.rolloutTimeout", "7m", "service backend rev 3"),
            new Origin(
                "services.backend.strategy.settle", "1m", "environment prod overrides.backend"),
            new Origin("services.search.strategy.settle", "5s", "environment prod defaults"),
            new Origin("services.search.strategy.rollbackTimeout", "5m", "product default"),
            new Origin("services.search.version", "v1", "request"),
            new Origin("services.search.refusedTags", "latest", "product default"),
            new Origin("services.search.namespace", "prod", "the environment's name"),
            new Origin("noticePeriod", "30m", "environment prod rev 7"),
            new Origin("hold.then", "backOut", "product default"));
  }

  @Test
  void isTheSamePlanForTheSameInputAndAnotherHashForAnotherVersion() {
    assertThat(shop("v1").plan()).isEqualTo(shop("v1").plan());
    assertThat(shop("v1").plan().hash()).hasSize(16).isNotEqualTo(shop("v2").plan().hash());
    assertThat(shop("v1").urgently().plan().hash()).isNotEqualTo(shop("v1").plan().hash());
  }

  @Test
  void asksNothingOfPeopleUnlessTheEnvironmentDoes() {
    Reading quiet =
        DocumentReader.read(
            "shop.yaml",
            SHOP.replace("    noticePeriod: 30m\n", "").replace("  noticePeriod: 30m\n", ""));
    var policy = Planner.of(quiet, "prod", "v1").plan().policy();

    assertThat(policy.approval().required()).isFalse();
    assertThat(policy.noticePeriod()).isZero();
    assertThat(policy.onFailure()).isEqualTo(FailureAction.UNDO_ALL);
    assertThat(policy.hold().then()).isEqualTo(AfterHold.BACK_OUT);
    assertThat(policy.receivers()).isEmpty();
  }

  @Test
  void pinsEveryDeclaredContainerToItsDigestInitContainersToo() {
    WorkloadChange database = Planner.service(shop("v1").plan(), "database").changes().getFirst();

    assertThat(database.images())
        .extracting(ContainerImage::container, ContainerImage::init, i -> i.image().repository())
        .containsExactly(
            tuple("postgres", false, "docker.io/library/postgres"),
            tuple("init", true, "registry.example.com/shop/init"));
    assertThat(database.images()).allSatisfy(i -> assertThat(i.image().digest()).isPresent());
  }

  @Test
  void namesServiceAndContainerOfEveryImageThatIsMissing() {
    assertThat(
            shop("v9")
                .whereTheRegistrySays(
                    found ->
                        found.wanted().container().equals("search")
                            ? new ResolvedImage.Missing(found.wanted(), "no tag v9; push it first")
                            : found)
                .problems())
        .containsExactly("services.search.search: no tag v9; push it first");
  }

  @Test
  void refusesAnImageThatNobodyLookedUp() {
    Draft.Ready draft = (Draft.Ready) shop("v1").only("search").draft();

    assertThat(draft.images())
        .extracting(WantedImage::repository)
        .containsExactly("registry.example.com/shop/search");
    assertThat(
            shop("v1")
                .only("search")
                .whereTheRegistrySays(
                    found ->
                        new ResolvedImage.Missing(renamed(found.wanted()), "of another container"))
                .problems())
        .containsExactly(
            "services.search.search: nobody looked up image registry.example.com/shop/search:v1;"
                + " plan again");
  }

  private static WantedImage renamed(WantedImage wanted) {
    return new WantedImage(
        wanted.service(),
        wanted.site(),
        wanted.workload(),
        "other",
        wanted.init(),
        wanted.repository(),
        wanted.version(),
        wanted.pullSecret());
  }

  @Test
  void refusesAKnownBadDigestWithItsStory() {
    var bad =
        new KnownBad(
            Planner.digest("registry.example.com/shop/search", "v1"),
            BAD_WORDS,
            RunId.of("r-0"),
            Instant.EPOCH);

    assertThat(shop("v1").remembering(new Memory(List.of(), List.of(bad))).problems())
        .singleElement()
        .asString()
        .startsWith("services.search.search: digest")
        .contains("known-bad since run r-0 (crashed on start)", "or lift it");
  }

  @Test
  void refusesLatestAndRefusedTagsButNeverADigest() {
    String digest = Planner.digest("x", "y").value();

    assertThat(shop("latest").only("search").problems())
        .containsExactly(
            "services[0].version: latest names no particular image, so there is nothing to go back"
                + " to; name a tag that does not move, or a digest");
    assertThat(shop(digest).only("search").problems()).isEmpty();
  }

  @Test
  void refusesAMissingAndAPausedWorkload() {
    assertThat(shop("v1").only("search").whereTheClusterHas(s -> paused(s)).problems())
        .containsExactly(
            "services.search.workloads.search: Deployment/search in prod is paused, so no new pod"
                + " would start; when it may go on: kubectl -n prod rollout resume"
                + " deployment/search");
  }

  private static WorkloadSnapshot paused(WorkloadSnapshot s) {
    return new WorkloadSnapshot(
        s.service(),
        s.site(),
        s.present(),
        s.replicas(),
        true,
        s.uid(),
        s.generation(),
        s.owner(),
        s.autoscalers(),
        s.takenAt());
  }

  @Test
  void keepsEveryConfigurationThatNobodyAsksToChange() {
    var wanted = new ConfigSetting(ConfigKind.CONFIG_MAP, "settings", "settings-v2");

    assertThat(config(shop("v1").plan())).isEqualTo("settings");
    assertThat(config(shop("v1").switching(wanted).plan())).isEqualTo("settings-v2");
  }

  private static String config(ReleasePlan plan) {
    return Planner.service(plan, "frontend").changes().getFirst().config().getFirst().name();
  }

  @Test
  void refusesAConfigurationThatNoServiceDeclares() {
    var wanted = new ConfigSetting(ConfigKind.SECRET, "keys", "keys-v2");

    assertThat(shop("v1").switching(wanted).problems())
        .containsExactly(
            "config[0]: no service of this release declares Secret keys; declared: ConfigMap"
                + " settings");
  }

  @Test
  void driftBlocksUnlessItIsAccepted() {
    ReleasePlan first = shop("v1").plan();
    var service = Planner.service(first, "search");
    var good =
        new LastGood(
            service.service(), service.changes().getFirst(), RunId.of("r-0"), Instant.EPOCH);
    var memory = new Memory(List.of(good), List.of());
    var check = new Check.NoDrift(good.state());

    assertThat(severity(shop("v2").remembering(memory).plan(), check)).isEqualTo(Severity.BLOCK);
    assertThat(severity(shop("v2").remembering(memory).acceptingDrift().plan(), check))
        .isEqualTo(Severity.WARN);
  }

  @Test
  void aHotfixHasItsOwnShortPolicy() {
    ReleasePlan ordinary = shop("v1").plan();
    ReleasePlan hotfix = shop("v1").urgently().plan();
    Check evidence =
        new Check.Evidence(
            "tests", Planner.digest("registry.example.com/shop/search", "v1"), Duration.ofDays(30));

    assertThat(ordinary.policy().ignoreFreeze()).isFalse();
    assertThat(severity(ordinary, evidence)).isEqualTo(Severity.BLOCK);
    assertThat(hotfix.policy().noticePeriod()).hasMinutes(1);
    assertThat(hotfix.policy().ignoreFreeze()).isTrue();
    assertThat(severity(hotfix, evidence)).isEqualTo(Severity.WARN);
  }

  @Test
  void blocksByDefaultOnlyOnWhatWouldMakeThisReleaseFail() {
    ReleasePlan plan = shop("v1").only("search").plan();
    var blocking = new ArrayList<String>();
    var warning = new ArrayList<String>();
    for (SitedCheck check : plan.checks()) {
      String name = check.planned().check().getClass().getSimpleName();
      (check.planned().severity() == Severity.BLOCK ? blocking : warning).add(name);
    }

    assertThat(blocking)
        .containsExactly(
            "ClusterReachable",
            "NamespaceExists",
            "Ownership",
            "References",
            "Capacity",
            "ImagePullable",
            "Evidence",
            "NotKnownBad",
            "Rights");
    assertThat(warning)
        .containsExactly("NodesReady", "DisruptionBudget", "ImagePullable", "WorkloadPolicy");
  }

  @Test
  void asksTheRegistryWithTheLoginOfThePods() {
    String secret =
        SHOP.replace(
            "spec: {image: shop/search}", "spec: {image: shop/search, pullSecret: shop-login}");
    List<Check.ImagePullable> asked =
        shop(secret, "v1").only("search").plan().checks().stream()
            .map(sited -> sited.planned().check())
            .filter(Check.ImagePullable.class::isInstance)
            .map(Check.ImagePullable.class::cast)
            .toList();

    assertThat(asked)
        .as("the new image and the old one")
        .hasSize(2)
        .extracting(Check.ImagePullable::namespace, Check.ImagePullable::pullSecret)
        .containsOnly(tuple("prod", "shop-login"));
  }

  @Test
  void aReceiverThatCannotBeToldBlocksOnlyWhereTheEnvironmentSaysSo() {
    var chat =
        new Check.ReceiverReady(
            new Receiver.Webhook("chat", "env:CHAT", null, List.of(Occasion.values())));
    String listening = SHOP + "  receivers: [{type: webhook, name: chat, url: 'env:CHAT'}]\n";
    String demanding = listening + "  checks: [{type: receivers-ready, severity: block}]\n";

    assertThat(severity(shop(listening, "v1").plan(), chat)).isEqualTo(Severity.WARN);
    assertThat(severity(shop(demanding, "v1").plan(), chat)).isEqualTo(Severity.BLOCK);
  }

  @Test
  void showsPodsOfEveryWorkloadEvenIfNobodyAsks() {
    assertThat(Planner.service(shop("v1").plan(), "database").verify().steps())
        .singleElement()
        .isInstanceOf(VerifyStep.Pods.class);
  }

  @Test
  void saysWhenNothingWillChange() {
    assertThat(shop("v0").only("search").plan().warnings())
        .containsExactly("search runs exactly this already; nothing of it will change");
  }

  @Test
  void refusesRulesThatItDoesNotKnow() {
    assertThatThrownBy(() -> PlanResolver.draft(3, shop("v1").plan().request(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rules version 3 is not known; known: 1 to 2");
  }

  private static Planner shop(String version) {
    return shop(SHOP, version);
  }

  private static Planner shop(String documents, String version) {
    Reading reading = DocumentReader.read("shop.yaml", documents);
    assertThat(reading.problems()).isEmpty();
    return Planner.of(reading, "prod", version);
  }

  private static List<List<String>> waves(ReleasePlan plan) {
    return plan.waves().stream()
        .map(w -> w.services().stream().map(s -> s.service().value()).toList())
        .toList();
  }

  private static Severity severity(ReleasePlan plan, Check check) {
    return plan.checks().stream()
        .map(SitedCheck::planned)
        .filter(p -> p.check().equals(check))
        .map(PlannedCheck::severity)
        .findFirst()
        .orElseThrow();
  }
}
