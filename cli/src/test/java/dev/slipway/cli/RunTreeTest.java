package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live picture of a run: waves, services, workloads, pods and gate, drawn again in its place.
 */
class RunTreeTest {
  private static final String VIEW =
      """
      {"run":"r1","state":"ROLLING_OUT","ended":false,"waitingFor":null,"leftToDo":[],
       "asked":{"environment":"shop"},"plan":{"hash":"abc","problems":[]},
       "gate":{"outcome":"APPROVED","planHash":"abc","votes":[
         {"by":{"name":"bob"},"choice":"approve","reason":"looks good"}]},
       "progress":{"waves":[
         {"number":1,"started":true,"services":[
           {"service":"catalog","version":"1.1.0","state":"verified",
            "detail":"catalog: 4 checks of the running version, 0 failed","workloads":[
             {"workload":{"kind":"Deployment","name":"catalog"},"state":"ready",
              "detail":"catalog: new and ready: 3 pods of Deployment/catalog"}]}]},
         {"number":2,"started":true,"services":[
           {"service":"web","version":"1.2.0","state":"rolling-out","detail":"","workloads":[
             {"workload":{"kind":"Deployment","name":"web"},"state":"troubled",
              "detail":"web: web-7d9f-x2x crashes (CrashLoopBackOff, 2 restarts)"}]},
           {"service":"orders","version":"1.2.0","state":"waiting","detail":"","workloads":[]}]}]}}""";
  private static final String MIDDLE =
      """
      r1  ROLLING_OUT  shop
        gate approved, plan abc
          bob: approve looks good
        wave 1
          ✓ catalog 1.1.0  verified
              catalog: 4 checks of the running version, 0 failed
              Deployment/catalog  ready catalog: new and ready: 3 pods of Deployment/catalog
        wave 2
          … web 1.2.0  rolling-out
              Deployment/web  troubled web: web-7d9f-x2x crashes (CrashLoopBackOff, 2 restarts)
          · orders 1.2.0  waiting
      """;
  private static final String END =
      """
      {"run":"r1","state":"COMPENSATED","ended":true,"leftToDo":[],"asked":{"environment":"shop"},
       "plan":{"problems":[]},"gate":null,"progress":{"waves":[{"number":2,"services":[
         {"service":"web","version":"1.2.0","state":"back","detail":"","workloads":[]}]}]},
       "end":{"summary":"web crashed; all is back"}}""";

  @AutoClose private Keyboard keyboard;

  @TempDir Path home;

  @BeforeEach
  void sitDown() {
    keyboard = new Keyboard(home);
  }

  @Test
  void showsARunInMidRolloutWithItsCrashingPod() {
    keyboard.api.on("GET /api/v1/releases/r1", 200, VIEW);
    assertThat(keyboard.run("release", "show", "r1")).isZero();
    assertThat(keyboard.out()).isEqualTo(MIDDLE);
  }

  @Test
  void saysThatARunIsAHotfix() {
    String asked = "\"asked\":{\"environment\":\"shop\"";
    keyboard.api.on(
        "GET /api/v1/releases/r1", 200, VIEW.replace(asked, asked + ",\"change\":\"hotfix\""));
    assertThat(keyboard.run("release", "show", "r1")).isZero();
    assertThat(keyboard.out().lines().findFirst()).contains("r1  ROLLING_OUT  shop  hotfix");
  }

  @Test
  void isDrawnAgainInItsPlaceUntilTheRunEnds() {
    keyboard
        .api
        .on("GET /api/v1/releases/r1", 200, VIEW)
        .on("GET /api/v1/releases/r1", 200, END)
        .on(
            "GET /api/v1/releases/r1/timeline",
            200,
            "text/event-stream",
            """
            id: 1
            event: fact
            data: {"seq":1,"at":"2026-01-01T00:00:00Z","sentence":"web: rolling out"}

            event: end
            data: {}

            """);
    assertThat(keyboard.atTerminal().run("release", "watch", "r1"))
        .isEqualTo(Exit.COMPENSATED.code());
    assertThat(keyboard.out())
        .isEqualTo(
            MIDDLE
                + "\u001b[11A\u001b[J"
                + """
                r1  COMPENSATED  shop
                  wave 2
                    ↩ web 1.2.0  back
                  web crashed; all is back
                """);
  }
}
