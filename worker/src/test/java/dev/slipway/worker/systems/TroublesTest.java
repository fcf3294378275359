package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Choice;
import dev.slipway.gate.Vote;
import dev.slipway.houserules.Covers;
import dev.slipway.name.Actor;
import dev.slipway.name.RunId;
import dev.slipway.practice.face.Fault;
import dev.slipway.practice.world.Kinds;
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

/** What can happen to a release of a real system, apart from a crash. */
@Timeout(300)
class TroublesTest {
  private static final String GATEWAY = "edge-link-production-api-gateway";

  @TempDir static Path folder;
  private static Platform platform;

  @BeforeAll
  static void open() throws IOException {
    platform = new Platform(folder, "ipa", "edgelink");
  }

  @AfterAll
  static void close() throws IOException {
    platform.close();
  }

  private static Proofs proofs(Ran ran) {
    return Proofs.of(platform, "ipa", ran);
  }

  @Test
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
  void waitsWhileTheClusterHasNoRoomAndGoesOnWhenItHas() {
    RunId run =
        platform.start(Wish.of("ipa", "v2.1.0").where(text -> text + "  approval: {quorum: 1}\n"));
    platform.eventually(run, "gate", () -> platform.told(run, Fact.GateOpened.class));
    resize("10m"); // only now: preflight would have refused the release
    vote(run, Platform.BOB, platform.facts(run, Fact.GateOpened.class).getFirst().planHash());
    platform.eventually(run, "trouble", () -> platform.told(run, Fact.SystemIll.class));
    resize("8");

    Ran ran = platform.await(run);

    proofs(ran).released("backend", "frontend");
    assertThat(ran.facts(Fact.SystemIll.class).getFirst().system())
        .isEqualTo("nodes (for backend)");
    assertThat(ran.facts(Fact.KnownBadMarked.class)).isEmpty();
  }

  private static void resize(String cpu) {
    for (int i = 1; i <= 3; i++) {
      platform.site("ipa").practice().cluster().node("practice-" + i, cpu, "32Gi");
    }
  }

  @Test
  void doesNotMindARegistryThatIsIllForAWhile() {
    platform.site("ipa").practice().registryFaults().next(6, "*", "/v2/", Fault.Answer.of(503));
    proofs(platform.release(Wish.of("ipa", "v2.2.0"))).released("backend", "frontend");
    assertThat(platform.site("ipa").practice().registryFaults().waiting()).isZero();
  }

  @Test
  void refusesWithAllFindingsTogether() {
    String missing =
        """
          checks:
            - {type: pods-running, namespace: monitoring, selector: app=grafana, severity: block}
            - {type: pods-running, namespace: monitoring, selector: app=prometheus, severity: block}
        """;
    Ran ran = platform.release(Wish.of("ipa", "v2.3.0").where(text -> text + missing));

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.REFUSED);
    assertThat(ran.end().summary()).contains("app=grafana", "app=prometheus");
    assertThat(ran.facts(Fact.ChangeIntended.class)).isEmpty();
  }

  @Test
  @Covers({"IPA-17", "XIO-22", "PLT-72"})
  void asksAPersonAndAnnouncesBeforeItBegins() {
    String people = "  approval: {quorum: 1}\n  noticePeriod: 2s\n";
    RunId run = platform.start(Wish.of("ipa", "v2.4.0").where(text -> text + people));
    platform.eventually(run, "gate", () -> platform.told(run, Fact.GateOpened.class));
    String hash = platform.facts(run, Fact.GateOpened.class).getFirst().planHash();

    assertThat(vote(run, Platform.ANN, hash)).isInstanceOf(Answer.Refused.class);
    assertThat(vote(run, Platform.BOB, hash)).isInstanceOf(Answer.Accepted.class);

    Ran ran = platform.await(run);
    proofs(ran).released("backend", "frontend");
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
  @Covers({"IPA-55"})
  void rollsAFinishedReleaseBackByRequest() {
    Ran ran = platform.release(Wish.of("ipa", "v2.5.0"));
    proofs(ran).released("backend", "frontend");

    Ran back = platform.rollBack(ran);

    assertThat(back.state()).as(back.story()).isEqualTo(RunState.SUCCEEDED);
    assertThat(back.undone()).extracting(Object::toString).containsExactly("frontend", "backend");
    proofs(ran).runs(ran.before());
    assertThat(platform.chainHolds(back.run())).isTrue();
  }

  @Test
  void goesBackWhenAnImageCannotBePulled() {
    Ran ran = platform.release(Wish.of("ipa", "v2.6.0").but("frontend", "v2.6.0-gone"));

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.COMPENSATED);
    proofs(ran).runs(ran.before());
  }

  @Test
  void goesBackWhenAServiceIsNotReadyInTimeAndBlamesNoImage() {
    Ran ran =
        platform.release(
            Wish.of("ipa", "v2.7.0")
                .but("frontend", "v2.7.0-unready")
                .where(text -> text.replace("rolloutTimeout: 2m", "rolloutTimeout: 20s")));

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.COMPENSATED);
    proofs(ran).runs(ran.before());
    assertThat(ran.facts(Fact.CompensationStarted.class).getFirst().because())
        .isInstanceOf(Trouble.TimedOut.class);
    assertThat(ran.facts(Fact.KnownBadMarked.class)).isEmpty();
  }
}
