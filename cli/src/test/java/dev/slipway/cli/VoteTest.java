package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody approves what was not seen: what is shown, what is asked, and when nothing is sent. */
class VoteTest {
  private static final String HASH = "abc1234567890def";
  private static final String OLD = "shop/web@sha256:" + "a".repeat(64);
  private static final String NEW = "shop/web@sha256:" + "b".repeat(64);
  private static final String GATE =
      """
      {"policy":{"quorum":2,"roles":["approver","operator"],"typedTarget":%s},
       "planHash":"abc1234567890def","expiresAt":"2026-03-01T12:00:00.253Z",
       "votes":[{"choice":"approve"}],"outcome":"OPEN"}""";
  private static final String VIEW =
      """
      {"run":"r1","state":"%s","ended":%s,
       "asked":{"environment":"shop","requestedBy":"ci","reason":"slow search"},
       "plan":{"hash":"abc1234567890def","preflight":{"checks":14,"blockers":[],"warnings":[
         {"planned":{"check":{"type":"capacity"}},
          "finding":{"type":"found","detail":"2 nodes left","wayOut":"add one"}}]}},
       "gate":%s,"end":{"summary":"told"}}""";
  private static final String PLAN =
      """
      {"hash":"abc1234567890def","waves":[{"number":1,"services":[
        {"service":"web","site":"east","version":"1.2.0",
         "strategy":{"type":"rolling","settle":"PT1M30S"},
         "changes":[{"workload":{"kind":"Deployment","name":"web","namespace":"shop"},
           "images":[{"container":"app","init":false,"image":"%s"}],
           "config":[{"kind":"ConfigMap","slot":"settings","name":"settings-v7"}]}]}]}],
       "policy":{"onFailure":"undoAll","noticePeriod":"PT15M"},
       "warnings":["the tag v1.2.0 was pinned"]}"""
          .formatted(NEW);
  private static final String TIMELINE =
      """
      [{"seq":1,"kind":"release-requested","fact":{}},
       {"seq":2,"kind":"snapshot-taken","fact":{"snapshots":[
        {"service":"web","version":"1.1.0","present":{
          "workload":{"kind":"Deployment","name":"web","namespace":"shop"},
          "images":[{"container":"app","init":false,"image":"%s"}],
          "config":[{"kind":"ConfigMap","slot":"settings","name":"settings-v6"}]}}]}}]"""
          .formatted(OLD);

  @AutoClose private Keyboard keyboard;

  @TempDir Path home;

  @BeforeEach
  void sitDown() {
    keyboard = new Keyboard(home);
  }

  private void waits(String gate) {
    keyboard
        .api
        .on("GET /api/v1/releases/r1", 200, VIEW.formatted("AWAITING_APPROVAL", false, gate))
        .on("GET /api/v1/releases/r1/plan", 200, PLAN)
        .on("GET /api/v1/releases/r1/timeline", 200, TIMELINE)
        .on("POST /api/v1/releases/r1/votes", 200, "{\"detail\":\"2 of 2\"}");
  }

  private boolean voted() {
    return keyboard.api.seen().stream().anyMatch(seen -> seen.line().startsWith("POST"));
  }

  @Test
  void saysBeforeItAsksThatTheReleaseIsAHotfix() {
    String asked = "\"asked\":{";
    String view = VIEW.formatted("AWAITING_APPROVAL", false, GATE.formatted(false));
    keyboard.api.on(
        "GET /api/v1/releases/r1", 200, view.replace(asked, asked + "\"change\":\"hotfix\","));
    waits(GATE.formatted(false));
    keyboard.atTerminal("no").run("release", "approve", "r1", "-m", "fine");
    assertThat(keyboard.err()).startsWith("plan abc1234567890def of hotfix r1, environment shop");
  }

  @Test
  void showsWhatBecomesWhatAndWhatIfItFailsBeforeItAsks() {
    waits(GATE.formatted(false));
    assertThat(keyboard.atTerminal("yes").run("release", "approve", "r1", "-m", "fine")).isZero();
    assertThat(keyboard.err().lines())
        .containsExactly(
            "plan abc1234567890def of r1, environment shop, asked for by ci: slow search",
            "  wave 1",
            "    web 1.1.0 -> 1.2.0 at site east, rolling, 1m30s to settle",
            "      Deployment/web app: sha256:aaaaaaaaaaaa -> sha256:bbbbbbbbbbbb",
            "      Deployment/web ConfigMap settings: settings-v6 -> settings-v7",
            "  needs 2 approvals by approver or operator until 2026-03-01T12:00:00Z, and has 1",
            "  starts 15m after it is announced",
            "  if one service fails, all go back; the way back of 1 workload is recorded",
            "  preflight: 14 checks, 0 blockers, 1 warning",
            "    warns: capacity: 2 nodes left (add one)",
            "  warning: the tag v1.2.0 was pinned",
            "Shall your approval be sent? [yes/no] ");
    assertThat(keyboard.out())
        .isEqualToIgnoringNewLines("r1: approve counted for plan " + HASH + ": 2 of 2");
    assertThat(keyboard.api.seen().getLast().body())
        .contains("\"choice\":\"approve\"", HASH, "\"reason\":\"fine\"")
        .doesNotContain("typedTarget");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"named\":[\"shop/web:v1.1.0\"], | 1.1.0",
        "\"version\":null,\"named\":[\"shop/web:stable\"], | stable",
        "\"version\":\"1.0.9\",\"named\":[\"shop/web:v1.1.0\"], | 1.0.9",
        "\"version\":null, | sha256:aaaaaaaaaaaa"
      })
  void showsWhatRanBeforeTheFirstReleaseByItsTagOrElseItsDigest(String known, String old) {
    keyboard
        .api
        .on(
            "GET /api/v1/releases/r1",
            200,
            VIEW.formatted("AWAITING_APPROVAL", false, GATE.formatted(false)))
        .on("GET /api/v1/releases/r1/plan", 200, PLAN)
        .on(
            "GET /api/v1/releases/r1/timeline",
            200,
            TIMELINE.replace("\"version\":\"1.1.0\",", known));
    assertThat(keyboard.run("release", "approve", "r1")).isEqualTo(Exit.USAGE.code());
    assertThat(keyboard.err()).contains("    web %s -> 1.2.0 at site east".formatted(old));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "", "maybe"})
  void sendsNothingWithoutAYes(String answer) {
    waits(GATE.formatted(false));
    assertThat(keyboard.atTerminal(answer).run("release", "approve", "r1"))
        .isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err()).contains("not answered with yes; nothing was sent");
    assertThat(voted()).isFalse();
  }

  @Test
  void asksForTheNameOfTheEnvironmentWhereThePolicyWantsItTyped() {
    waits(GATE.formatted(true));
    assertThat(keyboard.atTerminal("shp").run("release", "approve", "r1"))
        .isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err()).contains("'shp' is not 'shop'; nothing was sent");
    assertThat(voted()).isFalse();
    assertThat(keyboard.atTerminal("shop").run("release", "approve", "r1")).isZero();
    assertThat(keyboard.api.seen().getLast().body()).contains("\"typedTarget\":\"shop\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", "override"})
  void needsTheHashOrAYesWhereNobodyCanBeAsked(String word) {
    waits(GATE.formatted(false));
    assertThat(keyboard.run("release", word, "r1")).isEqualTo(Exit.USAGE.code());
    assertThat(keyboard.err())
        .contains(
            "web 1.1.0 -> 1.2.0",
            "nobody is at a terminal to be asked, so nothing was sent",
            "--plan " + HASH,
            "--yes",
            "see: slipway release %s --help".formatted(word));
    assertThat(voted()).isFalse();
    assertThat(keyboard.run("release", word, "r1", "--yes")).isZero();
    assertThat(keyboard.err()).contains("web 1.1.0 -> 1.2.0");
    assertThat(keyboard.api.seen().getLast().body())
        .contains(HASH, "\"choice\":\"%s\"".formatted(word));
  }

  @Test
  void takesAHashForAPlanThatWasSeenElsewhere() {
    waits(GATE.formatted(false));
    assertThat(keyboard.run("release", "approve", "r1", "--plan", "seen")).isZero();
    assertThat(keyboard.api.seen()).hasSize(1);
    assertThat(keyboard.api.seen().getFirst().body()).contains("\"planHash\":\"seen\"");
  }

  @Test
  void rejectsWithoutAQuestion() {
    waits(GATE.formatted(false));
    assertThat(keyboard.run("release", "reject", "r1", "-m", "not today")).isZero();
    assertThat(keyboard.api.seen().getLast().body()).contains("\"choice\":\"reject\"", HASH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLANNING", "ROLLING_OUT"})
  void saysHowToWaitWhereNobodyIsAskedYet(String state) {
    keyboard.api.on("GET /api/v1/releases/r1", 200, VIEW.formatted(state, false, "null"));
    assertThat(keyboard.run("release", "approve", "r1", "--yes")).isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err().lines())
        .containsExactly(
            "slipway: r1 does not ask yet: it is %s; wait with 'slipway release watch r1'"
                .formatted(state));
    assertThat(voted()).isFalse();
  }

  @Test
  void leavesItToTheRunToRefuseAndRecordALateVote() {
    String closed = GATE.formatted(false).replace("OPEN", "APPROVED");
    keyboard
        .api
        .on("GET /api/v1/releases/r1", 200, VIEW.formatted("SUCCEEDED", true, closed))
        .on("POST /api/v1/releases/r1/votes", 409, "{\"detail\":\"the run has ended\"}");
    assertThat(keyboard.run("release", "approve", "r1")).isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err()).contains("the run has ended");
    assertThat(voted()).isTrue();
  }
}
