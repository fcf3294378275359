package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That nobody works is no event of a run; whoever looks is told all the same, and once. */
class UnattendedTest {
  private static final String HINT = "no worker has polled slipway for 2 min (see slipway doctor)";
  private static final String VIEW =
      """
      {"run":"r1","state":"ROLLING_OUT","ended":false,"waitingFor":%1$s,"unattended":%1$s,
       "leftToDo":[],"asked":{"environment":"shop"},"plan":{"problems":[]},"gate":null,
       "progress":{"waves":[]}}""";
  private static final String END =
      """
      {"run":"r1","state":"SUCCEEDED","ended":true,"leftToDo":[],"asked":{"environment":"shop"},
       "plan":{"problems":[]},"gate":null,"progress":{"waves":[]},"end":{"summary":"done"}}""";
  private static final String QUIET =
      """
      id: 1
      event: fact
      data: {"seq":1,"at":"2026-01-01T00:00:00Z","sentence":"wave 1: till"}

      : still here

      : still here

      event: end
      data: {}

      """;

  @AutoClose private Keyboard keyboard;

  @TempDir Path home;

  @BeforeEach
  void sitDown() {
    keyboard = new Keyboard(home);
  }

  private static String stuck() {
    return VIEW.formatted('"' + HINT + '"');
  }

  private void stands() {
    keyboard
        .api
        .on("GET /api/v1/releases/r1", 200, stuck())
        .on("GET /api/v1/releases/r1", 200, stuck())
        .on("GET /api/v1/releases/r1", 200, END)
        .on("GET /api/v1/releases/r1/timeline", 200, "text/event-stream", QUIET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json"})
  void isToldOnceBesideTheLinesOfAWatch(String form) {
    stands();
    assertThat(keyboard.run("release", "watch", "r1", "-o", form)).isZero();
    assertThat(keyboard.err().lines()).containsExactly("nothing moves: " + HINT);
  }

  @Test
  void isDrawnIntoTheTreeOfAWatch() {
    keyboard.api.on("GET /api/v1/releases/r1", 200, VIEW.formatted("null"));
    stands();
    assertThat(keyboard.atTerminal().run("release", "watch", "r1")).isZero();
    assertThat(keyboard.out()).contains("r1  ROLLING_OUT  shop\n  " + HINT + "\n");
  }

  @Test
  void isNothingToAWatchWhileSomebodyWorks() {
    keyboard
        .api
        .on("GET /api/v1/releases/r1", 200, VIEW.formatted("null"))
        .on("GET /api/v1/releases/r1", 200, VIEW.formatted("null"))
        .on("GET /api/v1/releases/r1", 200, END)
        .on("GET /api/v1/releases/r1/timeline", 200, "text/event-stream", QUIET);
    assertThat(keyboard.run("release", "watch", "r1")).isZero();
    assertThat(keyboard.err()).isEmpty();
  }

  @Test
  void isALineOfTheEnvironment() {
    keyboard.api.on(
        "GET /api/v1/environments/shop",
        200,
        """
        {"name":"shop","site":"east","stopped":false,"unattended":"%s","open":[
          {"run":"r1","state":"ROLLING_OUT","summary":"wave 1: till"}]}"""
            .formatted(HINT));
    assertThat(keyboard.run("environment", "show", "shop")).isZero();
    assertThat(keyboard.out().lines())
        .startsWith("shop at site east: no stop is in force", "nothing moves: " + HINT);
  }
}
