package dev.slipway.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.Document;
import dev.slipway.houserules.Covers;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.preflight.Severity;
import dev.slipway.release.FailureAction;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.SitedCheck;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The documents of the five systems give the plans that their runbooks ask for. */
class ExamplesTest {

  static List<String> systems() {
    return Examples.SYSTEMS;
  }

  @ParameterizedTest
  @MethodSource("systems")
  void readsEveryFileStrictly(String system) {
    Reading reading = Examples.of(system);

    assertThat(reading.problems()).isEmpty();
    assertThat(DocumentChecks.problems(reading, List.of())).isEmpty();
    assertThat(reading.services()).isNotEmpty();
    assertThat(reading.environments()).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("systems")
  void plansEveryServiceForEveryEnvironment(String system) {
    Reading reading = Examples.of(system);

    for (var environment : reading.environments()) {
      ReleasePlan plan = Planner.of(reading, environment.title(), "v1.2.0").plan();

      assertThat(plan.services()).hasSameSizeAs(reading.services());
      assertThat(plan.services())
          .allSatisfy(s -> assertThat(s.digests()).isNotEmpty())
          .allSatisfy(s -> assertThat(s.verify().steps()).isNotEmpty())
          .allSatisfy(s -> assertThat(s.version()).isEqualTo("1.2.0"));
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void declaresOnlyWhatTheSeedHas(String system) {
    Reading reading = Examples.of(system);
    String practice = reading.environments().getLast().title();
    List<String> objects = objects(Examples.seed(system));

    assertThat(practice).endsWith("-practice");
    for (var service : Planner.of(reading, practice, "v1.2.0").plan().services()) {
      for (WorkloadChange change : service.changes()) {
        assertThat(objects)
            .contains(
                "Deployment %s/%s"
                    .formatted(change.workload().namespace(), change.workload().name()));
        assertThat(change.images())
            .allSatisfy(i -> assertThat(i.image().repository()).startsWith("registry.test:5000/"));
      }
    }
  }

  @Test
  void saysAUsualServiceInAtMostFifteenLines() {
    List<String> texts =
        Stream.of(
                "aiw/documents/services.yaml",
                "platform-enterprise/documents/services.yaml",
                "ipa/documents/frontend.yaml")
            .flatMap(file -> documentTexts(file).stream())
            .filter(text -> text.contains("kind: Service"))
            .toList();

    assertThat(texts).hasSize(12);
    for (String text : texts) {
      assertThat(text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).count())
          .isLessThanOrEqualTo(15);
    }
  }

  @Test
  @Covers({"IPA-29", "IPA-23"})
  void ipaReleasesBackendBeforeFrontendAfterHalfAnHourOfNotice() {
    ReleasePlan plan = Planner.of(Examples.of("ipa"), "ipa-production", "v1.2.0").plan();

    assertThat(waves(plan)).containsExactly(List.of("backend"), List.of("frontend"));
    assertThat(plan.services())
        .allSatisfy(s -> assertThat(s.version()).isEqualTo("1.2.0"))
        .allSatisfy(
            s ->
                assertThat(s.workloads())
                    .extracting(WorkloadRef::namespace)
                    .containsExactly("ipa-platform"))
        .allSatisfy(s -> assertThat(rolling(s.strategy()).rolloutTimeout()).hasSeconds(300));
    assertThat(plan.policy().noticePeriod()).isEqualTo(Duration.ofMinutes(30));
    assertThat(plan.policy().approval().quorum()).isEqualTo(1);
    assertThat(plan.policy().receivers().getFirst())
        .hasToString(
            "Mail[name=everyone, to=[development@ipa-platform.com, devops@ipa-platform.com,"
                + " qa@ipa-platform.com, product@ipa-platform.com, support@ipa-platform.com],"
                + " occasions=[ANNOUNCED, APPROVAL_WANTED, REMINDER, ESCALATION, HELD,"
                + " COMPENSATING, ENDED]]");
  }

  @Test
  void ipaLooksAtWhatItsChecklistAsks() {
    ReleasePlan plan = Planner.of(Examples.of("ipa"), "ipa-production", "v1.2.0").plan();

    assertThat(blocking(plan))
        .contains(
            new Check.NodesReady(),
            new Check.TlsDays("api.ipa-platform.com", 443, 30),
            new Check.DnsTarget("api.ipa-platform.com", List.of("203.0.113.10")),
            new Check.PrometheusTargets("http://prometheus.monitoring:9090", "ipa-backend"),
            new Check.HealthEndpoint(
                new HttpTarget.Public("https://api.ipa-platform.com"), "/health"));
    assertThat(blocking(plan).stream().filter(Check.Evidence.class::isInstance)).hasSize(10);
    assertThat(warning(plan)).contains(new Check.PodsRunning("monitoring", "app=grafana"));
  }

  @Test
  void ipaProvesItselfByLoginAndWorkflowAndCleansUp() {
    ReleasePlan plan = Planner.of(Examples.of("ipa"), "ipa-practice", "v1.2.0").plan();
    VerifyStep.Smoke smoke =
        step(plan, "backend", VerifyStep.Smoke.class, "log in, list and create a workflow");

    assertThat(smoke.target()).isEqualTo(new HttpTarget.Public("http://edge.test:8080"));
    assertThat(smoke.steps())
        .extracting(s -> s.method() + " " + s.path())
        .containsExactly(
            "POST /api/v1/auth/login", "GET /api/v1/workflows", "POST /api/v1/workflows");
    assertThat(smoke.steps().getLast().cleanup().path()).isEqualTo("/api/v1/workflows/${workflow}");
    assertThat(smoke.steps().getLast().body()).contains("${run}");
    assertThat(smoke.secrets()).allSatisfy(s -> assertThat(s.ref()).startsWith("kubernetes://"));
    VerifyStep.Health health = step(plan, "backend", VerifyStep.Health.class, "health");
    assertThat(health.expect())
        .extracting(e -> e.pointer() + "=" + e.equalTo())
        .containsExactly(
            "/status=healthy", "/version=${version}", "/database=connected", "/redis=connected");
  }

  @Test
  @Covers("AIW-09")
  void aiwHasANamespaceForEachOfItsEnvironments() {
    Reading reading = Examples.of("aiw");

    assertThat(
            Stream.of("development", "staging", "production", "dr")
                .map(e -> Planner.of(reading, "ai-workflow-" + e, "v1.1.0").plan())
                .map(plan -> plan.services().getFirst().workloads().getFirst().namespace()))
        .containsExactly(
            "ai-workflow-dev", "ai-workflow-staging", "ai-workflow-prod", "ai-workflow-dr");
  }

  @Test
  void aiwRollsSevenServicesOneAfterTheOther() {
    ReleasePlan plan = Planner.of(Examples.of("aiw"), "ai-workflow-production", "v1.1.0").plan();

    assertThat(waves(plan))
        .containsExactly(
            List.of("auth-service"),
            List.of("agent-service"),
            List.of("persona-service"),
            List.of("code-execution-service"),
            List.of("text-to-sql-service"),
            List.of("knowledge-base-service"),
            List.of("workflow-service"));
    assertThat(plan.services())
        .allSatisfy(s -> assertThat(rolling(s.strategy()).rolloutTimeout()).hasMinutes(5))
        .allSatisfy(s -> assertThat(rolling(s.strategy()).settle()).hasSeconds(30))
        .allSatisfy(s -> assertThat(s.verify().observe()).hasMinutes(5))
        .allSatisfy(
            s -> assertThat(s.verify().steps()).anyMatch(VerifyStep.Health.class::isInstance));
    assertThat(plan.policy().onFailure()).isEqualTo(FailureAction.UNDO_ALL);
    assertThat(plan.warnings()).anyMatch(w -> w.contains("success-rate are kept but not judged"));
  }

  @Test
  @Covers({"AIW-06", "AIW-07"})
  void aiwBringsItsConfigMapAndWantsItsSecretBefore() {
    ReleasePlan plan =
        Planner.of(Examples.of("aiw"), "ai-workflow-production", "v1.1.0")
            .switching(
                new ConfigSetting(
                    ConfigKind.CONFIG_MAP, "agent-service-config", "agent-service-config-v2"))
            .plan();

    assertThat(Planner.service(plan, "agent-service").changes().getFirst().config())
        .extracting(ConfigSetting::name)
        .containsExactly("agent-service-config-v2", "agent-service-secrets");
    assertThat(blocking(plan))
        .contains(
            new Check.SecretKeys(
                "ai-workflow-prod",
                "agent-service-secrets",
                List.of("DB_PASSWORD", "OPENAI_API_KEY", "JWT_SECRET", "REDIS_PASSWORD"),
                1));
  }

  @Test
  @Covers("AIW-135")
  void aiwNeedsAnEnvironmentAndAVersion() {
    Reading reading = Examples.of("aiw");
    var nothing =
        new RequestInput(
            null,
            List.of(new RequestInput.ServiceInput("auth-service", null)),
            null,
            null,
            null,
            null);

    assertThat(RequestCheck.problems(nothing, reading.environments(), reading.services()))
        .extracting(p -> p.field())
        .containsExactly("environment", "services[0].version");
  }

  @Test
  @Covers({"XIO-04", "XIO-10", "XIO-63"})
  void xiongichatHasANamespaceSecretsAndACertificate() {
    ReleasePlan plan =
        Planner.of(Examples.of("xiongichat"), "xiongichat-production", "v1.2.0").plan();

    assertThat(plan.services().getFirst().workloads())
        .extracting(WorkloadRef::toString)
        .containsExactly("Deployment/xiongichat-api in xiongichat");
    assertThat(blocking(plan))
        .contains(
            new Check.NamespaceExists("xiongichat"),
            new Check.SecretKeys(
                "xiongichat",
                "xiongichat-secrets",
                List.of("database-url", "redis-url", "openai-api-key"),
                1));
    assertThat(warning(plan)).contains(new Check.TlsDays("api.xiongichat.kao.gov.tw", 443, 30));
  }

  @Test
  @Covers("XIO-09")
  void xiongichatIsNeverReleasedAsLatest() {
    Reading reading = Examples.of("xiongichat");

    assertThat(Planner.of(reading, "xiongichat-production", "latest").problems())
        .singleElement()
        .asString()
        .contains("latest names no particular image");
    assertThat(Planner.of(reading, "xiongichat-production", "main").problems())
        .singleElement()
        .asString()
        .contains("tag main matches main");
    assertThat(
            Planner.of(reading, "xiongichat-production", "v1.2.0")
                .plan()
                .services()
                .getFirst()
                .changes())
        .flatExtracting(WorkloadChange::images)
        .allSatisfy(i -> assertThat(i.container()).isEqualTo("api"))
        .allSatisfy(i -> assertThat(i.image().digest()).isPresent())
        .allSatisfy(i -> assertThat(i.image().tag()).isEmpty());
  }

  @Test
  @Covers("XIO-69")
  void xiongichatGetsAWayBackWithoutSayingSo() {
    ReleasePlan plan =
        Planner.of(Examples.of("xiongichat"), "xiongichat-production", "v1.2.0").plan();

    assertThat(plan.policy().onFailure()).isEqualTo(FailureAction.UNDO_ALL);
    assertThat(rolling(plan.services().getFirst().strategy()).rollbackTimeout()).hasMinutes(5);
    assertThat(plan.origins())
        .anyMatch(o -> o.path().equals("onFailure") && o.from().equals("product default"));
  }

  @Test
  @Covers({"XIO-23", "PLT-31"})
  void aClusterCredentialIsNeverPartOfADocument() {
    Reading inline =
        DocumentReader.read(
            "inline.yaml",
            """
            apiVersion: slipway.dev/v1
            kind: Environment
            metadata: {name: production}
            spec: {site: production, kubeconfig: YXBpVmVyc2lvbjogdjE=}
            """);
    Reading platform = Examples.of("platform-enterprise");

    assertThat(inline.problems())
        .singleElement()
        .extracting(DocumentProblem::field)
        .isEqualTo("spec.kubeconfig");
    assertThat(platform.environments().stream().map(e -> e.spec().site().value()).distinct())
        .containsExactly("platform-production", "platform-staging", "practice");
  }

  @Test
  @Covers({"PLT-06", "PLT-10", "PLT-13", "PLT-21"})
  void platformIsReleasedByDigestIntoItsNamespaceOnceItsSecretsAreLongEnough() {
    ReleasePlan plan =
        Planner.of(Examples.of("platform-enterprise"), "platform-production", "v1.0.0").plan();
    var api = Planner.service(plan, "platform-api");

    assertThat(waves(plan))
        .containsExactly(
            List.of("platform-auth", "platform-user"),
            List.of("platform-api"),
            List.of("platform-worker"));
    assertThat(api.changes().getFirst().images().getFirst().image().repository())
        .isEqualTo("registry.platform.io/platform-api");
    assertThat(api.changes().getFirst().workload().namespace()).isEqualTo("platform");
    assertThat(step(plan, "platform-api", VerifyStep.Health.class, "health").target())
        .isEqualTo(new HttpTarget.InCluster("platform", "platform-api", 80));
    assertThat(blocking(plan))
        .contains(
            new Check.SecretKeys(
                "platform", "platform-secrets", List.of("DATABASE_URL", "REDIS_URL"), 1),
            new Check.SecretKeys(
                "platform", "platform-secrets", List.of("SECRET_KEY", "JWT_SECRET_KEY"), 32));
  }

  @Test
  void platformWaitsLongerInProductionAndForTwoPeople() {
    Reading reading = Examples.of("platform-enterprise");
    ReleasePlan production = Planner.of(reading, "platform-production", "v1.0.0").plan();
    ReleasePlan staging = Planner.of(reading, "platform-staging", "3f2a91c").plan();

    assertThat(rolling(production.services().getFirst().strategy()).rolloutTimeout())
        .hasSeconds(600);
    assertThat(rolling(staging.services().getFirst().strategy()).rolloutTimeout()).hasSeconds(300);
    assertThat(production.policy().approval().quorum()).isEqualTo(2);
    assertThat(production.policy().approval().excludeAuthor()).isTrue();
    assertThat(staging.policy().approval().required()).isFalse();
    assertThat(production.services())
        .allSatisfy(s -> assertThat(s.verify().observe()).hasMinutes(15));
    assertThat(Planner.of(reading, "platform-production", "v1.1.0-rc.1").problems()).hasSize(4);
    assertThat(Planner.of(reading, "platform-production", "3f2a91c").problems()).hasSize(4);
  }

  @Test
  @Covers("PLT-09")
  void platformGetsNewPodsForANewConfigMap() {
    ReleasePlan plan =
        Planner.of(Examples.of("platform-enterprise"), "platform-production", "v0")
            .switching(
                new ConfigSetting(ConfigKind.CONFIG_MAP, "platform-config", "platform-config-v2"))
            .plan();

    assertThat(plan.services())
        .allSatisfy(
            s ->
                assertThat(s.changes().getFirst().config().getFirst().name())
                    .isEqualTo("platform-config-v2"));
    assertThat(plan.warnings()).noneMatch(w -> w.contains("nothing of it will change"));
  }

  @Test
  @Covers({"EDG-89", "EDG-93", "EDG-98"})
  void edgelinkWantsALoadTestWatchesForAQuarterOfAnHourAndTellsItsPeople() {
    ReleasePlan plan = Planner.of(Examples.of("edgelink"), "edgelink-production", "v0.1.6").plan();
    var gateway = plan.services().getFirst();

    assertThat(gateway.workloads())
        .extracting(WorkloadRef::toString)
        .containsExactly("Deployment/edge-link-production-api-gateway in edgelink-prod");
    assertThat(gateway.verify().observe()).hasMinutes(15);
    assertThat(blocking(plan))
        .contains(
            new Check.Evidence(
                "load-test-3h",
                Planner.digest("ghcr.io/edgelink/edgelink-api-gateway", "v0.1.6"),
                Duration.ofDays(14)),
            new Check.Ownership(gateway.workloads().getFirst(), true));
    assertThat(plan.policy().receivers())
        .extracting(r -> r.name())
        .containsExactly("incidents", "devops");
    assertThat(plan.policy().receivers().getLast().toString()).contains("ops@edgelink.com");
  }

  @Test
  void edgelinkRegistersADeviceReadsAndReportsAndRemovesIt() {
    ReleasePlan plan = Planner.of(Examples.of("edgelink"), "edgelink-production", "v0.1.6").plan();
    VerifyStep.Smoke smoke =
        step(
            plan,
            "api-gateway",
            VerifyStep.Smoke.class,
            "a device registers, reads its configuration and reports");

    assertThat(smoke.steps())
        .extracting(s -> s.method() + " " + s.path())
        .containsExactly(
            "POST /api/v1/device/register",
            "GET /api/v1/device/${device}/config",
            "POST /api/v1/device/${device}/metrics");
    assertThat(smoke.steps().getFirst().cleanup().path()).isEqualTo("/api/v1/device/${device}");
    assertThat(Planner.service(plan, "api-gateway").verify().steps())
        .filteredOn(VerifyStep::warnOnly)
        .extracting(VerifyStep::name)
        .containsExactly("share of 5xx", "answers within half a second");
  }

  private static List<List<String>> waves(ReleasePlan plan) {
    return plan.waves().stream()
        .map(w -> w.services().stream().map(s -> s.service().value()).toList())
        .toList();
  }

  private static Strategy.Rolling rolling(Strategy strategy) {
    return switch (strategy) {
      case Strategy.Rolling rolling -> rolling;
    };
  }

  private static List<Check> blocking(ReleasePlan plan) {
    return checks(plan, Severity.BLOCK);
  }

  private static List<Check> warning(ReleasePlan plan) {
    return checks(plan, Severity.WARN);
  }

  private static List<Check> checks(ReleasePlan plan, Severity severity) {
    return plan.checks().stream()
        .map(SitedCheck::planned)
        .filter(p -> p.severity() == severity)
        .map(p -> p.check())
        .toList();
  }

  private static <T extends VerifyStep> T step(
      ReleasePlan plan, String service, Class<T> type, String name) {
    return Planner.service(plan, service).verify().steps().stream()
        .filter(s -> s.name().equals(name))
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> documentTexts(String file) {
    String system = file.substring(0, file.indexOf('/'));
    return Examples.sources(system).stream()
        .filter(s -> s.file().replace('\\', '/').equals(file))
        .flatMap(s -> Stream.of(s.text().split("(?m)^---$")))
        .toList();
  }

  private static List<String> objects(String manifests) {
    var objects = new ArrayList<String>();
    for (Object manifest : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(manifests)) {
      Map<?, ?> object = (Map<?, ?>) manifest;
      Map<?, ?> metadata = (Map<?, ?>) object.get("metadata");
      objects.add(
          "%s %s/%s"
              .formatted(object.get("kind"), metadata.get("namespace"), metadata.get("name")));
    }
    return objects;
  }

  @Test
  void everySystemHasBothKinds() {
    assertThat(
            Examples.SYSTEMS.stream()
                .flatMap(s -> Examples.of(s).documents().stream())
                .map(Placed::document)
                .map(Document::kind)
                .distinct())
        .containsExactlyInAnyOrder("Service", "Environment");
  }
}
