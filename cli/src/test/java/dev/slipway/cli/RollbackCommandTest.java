package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever rolls back knows which running release that stops: before it at a terminal, else by the
 * answer.
 */
class RollbackCommandTest {
  private static final String STOPS =
      """
      {"run":"back-1","stops":[
        {"run":"crash-1","state":"ROLLING_OUT","requestedBy":"bob"}]}""";
  private static final String LOOK = "GET /api/v1/releases/good-1/rollback";
  private static final String START = "POST /api/v1/releases/good-1/rollback";
  private static final String VICTIM =
      "the running release crash-1 (ROLLING_OUT, asked for by bob), which is taken back first";

  @AutoClose private Keyboard keyboard;

  @TempDir Path home;

  @BeforeEach
  void sitDown() {
    keyboard = new Keyboard(home);
  }

  private int rollBack(String... more) {
    var words = new ArrayList<>(List.of("release", "rollback", "good-1"));
    words.addAll(List.of("-m", "worse"));
    words.addAll(List.of(more));
    return keyboard.run(words.toArray(String[]::new));
  }

  private boolean started() {
    return keyboard.api.seen().stream().anyMatch(seen -> seen.line().startsWith("POST"));
  }

  @Test
  void namesItsVictimInTheAnswerWhereNobodyCanBeAsked() {
    keyboard.api.on(START, 202, STOPS);
    assertThat(rollBack()).isZero();
    assertThat(keyboard.out().lines())
        .containsExactly(
            "started back-1; follow it: slipway release watch back-1", "it stops " + VICTIM);
    assertThat(keyboard.api.seen()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", ""})
  void sendsNothingAtATerminalWithoutAYes(String answer) {
    keyboard.api.on(LOOK, 200, STOPS);
    keyboard.atTerminal(answer);
    assertThat(rollBack()).isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err())
        .contains(
            "it would stop " + VICTIM,
            "Shall good-1 be rolled back? [yes/no] ",
            "not answered with yes; nothing was sent");
    assertThat(started()).isFalse();
  }

  @Test
  void asksAboutTheServicesThatWouldGoBackAndThenDoesIt() {
    keyboard.api.on(LOOK + "?service=web&service=till", 200, STOPS).on(START, 202, STOPS);
    keyboard.atTerminal("yes");
    assertThat(rollBack("-s", "web", "-s", "till")).isZero();
    assertThat(keyboard.err()).contains("it would stop " + VICTIM);
    assertThat(keyboard.api.seen().getLast().body()).contains("[\"web\",\"till\"]");
  }

  @Test
  void asksNobodyWhereItStopsNothing() {
    keyboard
        .api
        .on(LOOK, 200, "{\"stops\":[]}")
        .on(START, 202, "{\"run\":\"back-1\",\"stops\":[]}");
    keyboard.atTerminal();
    assertThat(rollBack()).isZero();
    assertThat(keyboard.err()).isEmpty();
    assertThat(keyboard.out().lines())
        .containsExactly("started back-1; follow it: slipway release watch back-1");
  }

  @Test
  void startsAtOnceWithAYesOnTheCommandLine() {
    keyboard.api.on(START, 202, STOPS);
    keyboard.atTerminal();
    assertThat(rollBack("--yes")).isZero();
    assertThat(keyboard.out()).contains("it stops " + VICTIM);
    assertThat(keyboard.api.seen()).hasSize(1);
  }
}
