package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Choice;
import dev.slipway.gate.Vote;
import dev.slipway.houserules.Covers;
import dev.slipway.name.Actor;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.practice.PracticeSite;
import dev.slipway.practice.face.Fault;
import dev.slipway.practice.face.Faults;
import dev.slipway.practice.world.Kinds;
import dev.slipway.release.Planned;
import dev.slipway.release.RunState;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.Trouble;
import dev.slipway.worker.systems.Platform.Wish;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What can happen to a release of a real system, apart from a crash. Tests wait more than they
 * work, so they run side by side, as many as there are clusters.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class TroublesTest {
  private static final String GATEWAY = "edge-link-production-api-gateway";

  @TempDir static Path folder;
  private static Platform platform;

  @BeforeAll
  static void open() throws IOException {
    platform = new Platform(folder, "ipa", "ipa-2", "ipa-3", "edgelink");
  }

  @AfterAll
  static void close() throws IOException {
    platform.close();
  }

  private static Proofs proofs(String site, Ran ran) {
    return Proofs.of(platform, site, ran);
  }

  @Test
  @ResourceLock("edgelink")
  @Covers({"EDG-21", "EDG-22", "EDG-23", "EDG-77", "EDG-78", "EDG-79"})
  void rollsBackToTheConfigurationOfBefore() {
    var newer =
        new ConfigSetting(ConfigKind.CONFIG_MAP, "edge-link-config", "edge-link-config-v0.2.0");
    String good =
        platform.site("edgelink").push("/edgelink/edgelink-api-gateway", "v0.1.5").digest();
    Ran ran = platform.release(Wish.of("edgelink", "v0.2.1").switching(newer));
    assertThat(ran.before().getFirst().images().getFirst().image().value()).endsWith("@" + good);
    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.SUCCEEDED);
    assertThat(gatewayConfig()).isEqualTo("edge-link-config-v0.2.0");

    Ran back = platform.rollBack(ran);

    assertThat(back.state()).as(back.story()).isEqualTo(RunState.SUCCEEDED);
    assertThat(gatewayConfig()).isEqualTo("edge-link-config-v0.1.5");
    Proofs.of(platform, "edgelink", ran).runs(ran.before());
    assertThat(platform.site("edgelink").pods("edgelink-prod", GATEWAY))
        .allSatisfy(
            pod ->
                assertThat(pod.json().at("/spec/containers/0/envFrom/0/configMapRef/name").asText())
                    .isEqualTo("edge-link-config-v0.1.5"));
  }

  private static String gatewayConfig() {
    return platform
        .site("edgelink")
        .object(Kinds.DEPLOYMENT, "edgelink-prod", GATEWAY)
        .orElseThrow()
        .json()
        .at("/spec/template/spec/containers/0/envFrom/0/configMapRef/name")
        .asText();
  }

  @Test
  @ResourceLock("ipa-2")
  void waitsWhileTheClusterHasNoRoomAndGoesOnWhenItHas() {
    RunId run =
        platform.start(
            Wish.of("ipa-2", "v2.1.0").where(text -> text + "  approval: {quorum: 1}\n"));
    platform.eventually(run, "gate", () -> platform.told(run, Fact.GateOpened.class));
    resize("10m"); // only now: preflight would have refused the release
    vote(run, Platform.BOB, platform.facts(run, Fact.GateOpened.class).getFirst().planHash());
    platform.eventually(run, "trouble", () -> platform.told(run, Fact.SystemIll.class));
    resize("8");

    Ran ran = platform.await(run);

    proofs("ipa-2", ran).released("backend", "frontend");
    assertThat(ran.facts(Fact.SystemIll.class).getFirst().system())
        .isEqualTo("nodes (for backend)");
    assertThat(ran.facts(Fact.KnownBadMarked.class)).isEmpty();
  }

  private static void resize(String cpu) {
    for (int i = 1; i <= 3; i++) {
      platform.site("ipa-2").practice().cluster().node("practice-" + i, cpu, "32Gi");
    }
  }

  @Test
  @ResourceLock("ipa")
  void doesNotMindARegistryAndAClusterThatAreIllForAWhileButTellsIt() {
    PracticeSite ill = platform.site("ipa").practice();
    ill.registryFaults().next(6, "*", "/v2/", Fault.Answer.of(503));
    ill.faults().next(2, "PATCH", "/deployments/frontend", Fault.Answer.of(503));

    Ran ran = platform.release(Wish.of("ipa", "v2.2.0"));

    proofs("ipa", ran).released("backend", "frontend");
    assertThat(ill.registryFaults().waiting() + ill.faults().waiting()).isZero();
    assertThat(ran.facts(Fact.TriedAgain.class)).isNotEmpty();
    assertThat(ran.story())
        .containsPattern("resolve \\S+ v2.2.0: answered at the \\d\\w\\w attempt")
        .contains("set Deployment/frontend in ipa-platform: answered at the 3rd attempt")
        .doesNotContain("set Deployment/backend in ipa-platform: answered");
    assertThat(ran.facts(Fact.SystemIll.class)).isEmpty();
  }

  @Test
  @ResourceLock("ipa-2")
  void refusesWithAllFindingsTogether() {
    String missing =
        """
          checks:
            - {type: pods-running, namespace: monitoring, selector: app=grafana, severity: block}
            - {type: pods-running, namespace: monitoring, selector: app=prometheus, severity: block}
        """;
    Ran ran = platform.release(Wish.of("ipa-2", "v2.3.0").where(text -> text + missing));

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.REFUSED);
    assertThat(ran.end().summary()).contains("app=grafana", "app=prometheus");
    assertThat(ran.facts(Fact.ChangeIntended.class)).isEmpty();
  }

  @Test
  @ResourceLock("ipa-2")
  @Covers({"IPA-17", "XIO-22", "PLT-72"})
  void asksAPersonAndAnnouncesBeforeItBegins() {
    String people = "  approval: {quorum: 1}\n  noticePeriod: 2s\n";
    RunId run = platform.start(Wish.of("ipa-2", "v2.4.0").where(text -> text + people));
    platform.eventually(run, "gate", () -> platform.told(run, Fact.GateOpened.class));
    String hash = platform.facts(run, Fact.GateOpened.class).getFirst().planHash();

    assertThat(vote(run, Platform.ANN, hash)).isInstanceOf(Answer.Refused.class);
    assertThat(vote(run, Platform.BOB, hash)).isInstanceOf(Answer.Accepted.class);

    Ran ran = platform.await(run);
    proofs("ipa-2", ran).released("backend", "frontend");
    assertThat(platform.postbox().of(run))
        .anyMatch(letter -> letter.contains("\"occasion\":\"approval-wanted\""))
        .anyMatch(letter -> letter.contains("\"occasion\":\"announced\""));
  }

  private static Answer vote(RunId run, Actor by, String hash) {
    return platform
        .running(run)
        .vote(new Vote("vote-" + by.name(), by, Choice.APPROVE, "tested", hash, null));
  }

  @Test
  @ResourceLock("ipa")
  @Covers({"IPA-55"})
  void rollsAFinishedReleaseBackByRequest() {
    Ran ran = platform.release(Wish.of("ipa", "v2.5.0"));
    proofs("ipa", ran).released("backend", "frontend");

    Ran back = platform.rollBack(ran);

    assertThat(back.state()).as(back.story()).isEqualTo(RunState.SUCCEEDED);
    assertThat(back.undone()).extracting(Object::toString).containsExactly("frontend", "backend");
    proofs("ipa", ran).runs(ran.before());
    assertThat(platform.chainHolds(back.run())).isTrue();
  }

  @Test
  @ResourceLock("ipa-3")
  void goesBackWhenAnImageCannotBePulled() {
    Ran ran = platform.release(Wish.of("ipa-3", "v2.6.0").but("frontend", "v2.6.0-gone"));

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.COMPENSATED);
    proofs("ipa-3", ran).runs(ran.before());
  }

  @Test
  @ResourceLock("ipa-3")
  void endsAtOnceWhereAPolicyOfTheClusterRefusesTheChange() {
    String no = "admission webhook \"signed.example.com\" denied the request: no signature";
    Faults faults = platform.site("ipa-3").practice().faults();
    int before = faults.struck();
    faults.next(1, "PATCH", "/deployments/frontend", new Fault.Refusal(422, no));

    Ran ran = platform.release(Wish.of("ipa-3", "v2.6.5"));

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.COMPENSATED);
    assertThat(ran.end().summary()).contains("frontend", no, "have the policy changed");
    proofs("ipa-3", ran).runs(ran.before());
    assertThat(faults.struck()).isEqualTo(before + 1);
    assertThat(ran.facts(Fact.KnownBadMarked.class)).isEmpty();
    assertThat(ran.facts(Fact.SystemIll.class)).isEmpty();
  }

  @Test
  @ResourceLock("ipa-3")
  void goesBackWhenAServiceIsNotReadyInTimeAndBlamesNoImage() {
    Ran ran =
        platform.release(
            Wish.of("ipa-3", "v2.7.0")
                .but("frontend", "v2.7.0-unready")
                .where(text -> text.replace("rolloutTimeout: 2m", "rolloutTimeout: 20s")));

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.COMPENSATED);
    proofs("ipa-3", ran).runs(ran.before());
    Trouble because = ran.facts(Fact.CompensationStarted.class).getFirst().because();
    assertThat(because).isInstanceOf(Trouble.TimedOut.class);
    assertThat(because.sentence())
        .matches(
            "the rollout of Deployment/frontend in ipa-platform .*; frontend-\\S+ is Running and"
                + " not Ready: Readiness probe failed: .*");
    assertThat(ran.facts(Fact.KnownBadMarked.class)).isEmpty();
  }

  @Test
  @ResourceLock("ipa")
  void plansByTheRegistryAndTheClusterAndChangesNothing() {
    Planned planned = platform.plan(Wish.of("ipa", "v2.8.0"));

    assertThat(planned).isInstanceOf(Planned.Ready.class);
    var ready = (Planned.Ready) planned;
    String digest = platform.site("ipa").push("/ipa/backend", "v2.8.0").digest();
    assertThat(ready.plan().service(ServiceName.of("backend")).digests())
        .extracting(Object::toString)
        .contains(digest);
    assertThat(ready.snapshots()).hasSize(2).allMatch(found -> found.replicas() > 0);
    assertThat(ready.preflight().blockers()).isEmpty();
    assertThat(ready.preflight().results()).hasSizeGreaterThan(10);
    assertThat(platform.site("ipa").object(Kinds.DEPLOYMENT, "ipa-platform", "backend"))
        .hasValueSatisfying(now -> assertThat(now.json().toString()).doesNotContain(digest));
  }

  @Test
  @ResourceLock("ipa-3")
  void plansNothingThatTheRegistryDoesNotHave() {
    Planned planned = platform.planWithout(Wish.of("ipa-3", "v2.9.0"), "backend");

    assertThat(planned).isInstanceOf(Planned.Refused.class);
    assertThat(((Planned.Refused) planned).problems().toString()).contains("v2.9.0", "backend");
  }

  @Test
  @ResourceLock("edgelink")
  void readsANamespaceForAdoptionAsItIs() {
    AdoptionResult found = platform.adopt("edgelink", "edgelink-prod");

    assertThat(found.workloads())
        .filteredOn(workload -> workload.workload().name().equals(GATEWAY))
        .singleElement()
        .satisfies(
            gateway -> {
              assertThat(gateway.replicas()).isPositive();
              assertThat(gateway.containers().getFirst().image()).contains("edgelink-api-gateway");
              assertThat(gateway.config())
                  .anyMatch(reference -> reference.name().startsWith("edge-link-config"));
              assertThat(gateway.services()).isNotEmpty();
            });
  }

  @Test
  @ResourceLock("edgelink")
  void saysThatANamespaceToAdoptDoesNotExist() {
    AdoptionResult found = platform.adopt("edgelink", "nowhere");
    assertThat(found.workloads()).isEmpty();
    assertThat(found.refusal()).isNotNull();
    assertThat(found.refusal().why()).contains("nowhere");
  }
}
