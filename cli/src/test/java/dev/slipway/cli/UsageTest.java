package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What people read who typed something wrong, and which options each command has. */
class UsageTest {
  @AutoClose private Keyboard keyboard;

  @TempDir Path home;

  @BeforeEach
  void sitDown() {
    keyboard = new Keyboard(home);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "release approve | missing: parameter: 'RUN' | slipway release approve --help",
        "release start backend=v1 | missing: option: '--environment=ENVIRONMENT' | slipway release start --help",
        "release show a b | too much: 'b' | slipway release show --help",
        "release start backend -e lab | 'backend' is not SERVICE=VERSION | slipway release start --help",
        "release list --limit x | wrong value for option '--limit' | slipway release list --help",
        "token create ann -r viewer --expires-in | missing: parameter for option '--expires-in'"
            + " | slipway token create --help",
        "document show backend | 'backend' is not KIND/NAME | slipway document show --help"
      })
  void saysWhatIsWrongInOneSentenceAndWhereToReadOn(String line, String sentence, String page) {
    assertThat(keyboard.run(line.split(" "))).isEqualTo(Exit.USAGE.code());
    List<String> lines = keyboard.err().lines().toList();
    assertThat(lines.getFirst()).startsWith("slipway: " + sentence);
    assertThat(lines.getLast()).isEqualTo("see: " + page);
    assertThat(lines).hasSizeLessThanOrEqualTo(3).noneMatch(each -> each.startsWith("Usage"));
  }

  @Test
  void helpsWithEveryWordOfACommand() {
    assertThat(keyboard.run("help", "release", "start")).isZero();
    assertThat(keyboard.out()).startsWith("Usage: slipway release start ");
    assertThat(keyboard.run("help", "release", "start", "now")).isEqualTo(Exit.USAGE.code());
    assertThat(keyboard.err()).contains("'now' is not a word of slipway release start");
    assertThat(keyboard.run("help")).isZero();
    assertThat(keyboard.out()).startsWith("Usage: slipway ");
  }

  @Test
  void offersAKeyWhereSomethingIsChangedAndNowhereElse() {
    assertThat(with("--key"))
        .containsExactlyInAnyOrder(
            "slipway apply",
            "slipway environment lift",
            "slipway environment stop",
            "slipway evidence add",
            "slipway lock break",
            "slipway release abort",
            "slipway release approve",
            "slipway release detach",
            "slipway release hold",
            "slipway release override",
            "slipway release reject",
            "slipway release resume",
            "slipway release rollback",
            "slipway release start",
            "slipway token create");
  }

  @Test
  void offersToTryAgainWhereTheApiIsCalledAndNowhereElse() {
    assertThat(with("--retry-for"))
        .contains("slipway release list", "slipway apply", "slipway doctor")
        .doesNotContain(
            "slipway validate", "slipway schema", "slipway context set", "slipway context show");
  }

  private static List<String> with(String option) {
    var nowhere = new java.io.PrintWriter(new StringWriter());
    var screen = new Screen(nowhere, nowhere, false, java.util.Map.of());
    var found = new ArrayList<String>();
    all(SlipwayCli.commandLine(screen, Duration.ofMillis(1)))
        .filter(command -> command.getCommandSpec().findOption(option) != null)
        .forEach(command -> found.add(command.getCommandSpec().qualifiedName()));
    return found;
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(UsageTest::all));
  }

  @Test
  void sendsQuestionsThatAreLongAsQuestions() {
    keyboard.api.on("POST /api/v1/ledger/verify", 503, "{\"detail\":\"later\"}");
    assertThat(keyboard.run("ledger", "verify", "--retry-for", "0s"))
        .isEqualTo(Exit.UNREACHABLE.code());
    assertThat(keyboard.err()).contains("it only reads; call again").doesNotContain("--key");
  }

  @ParameterizedTest
  @CsvSource({"1, 1 fact of 1 run, 2 checkpoints", "3, 3 facts of 1 run, 2 checkpoints"})
  void countsAsPeopleDo(int facts, String words, String more) {
    keyboard.api.on(
        "POST /api/v1/ledger/verify",
        200,
        "{\"intact\":true,\"entries\":%d,\"runs\":1,\"checkpoints\":2}".formatted(facts));
    assertThat(keyboard.run("ledger", "verify")).isZero();
    assertThat(keyboard.out()).contains("intact: " + words + ", " + more);
  }

  @Test
  void writesLengthsOfTimeAsPeopleDo() {
    keyboard.api.on(
        "POST /api/v1/plans",
        200,
        """
        {"plan":{"hash":"h","request":{"environment":"lab"},"waves":[],
          "policy":{"approval":{"quorum":1},"noticePeriod":"PT0S","onFailure":"undoAll"},
          "origins":[{"path":"strategy.settle","value":"PT1M30S","from":"default"}]},
         "heldBack":["freeze window 'feast' until 2026-12-27T00:00:00Z"],
         "preflight":{"results":[]},"snapshots":[{"named":["shop/a:v0.9"],"present":{
           "workload":{"kind":"Deployment","name":"a"},
           "images":[{"container":"app","image":"shop/a@sha256:%s"}]}}]}"""
            .formatted("a".repeat(64)));
    assertThat(keyboard.run("release", "plan", "a=v1", "-e", "lab", "--origins")).isZero();
    assertThat(keyboard.out())
        .contains("would wait: freeze window 'feast' until 2026-12-27T00:00:00Z, and goes on by")
        .contains("needs 1 approval; no notice; on failure undoAll", "strategy.settle = 1m30s")
        .contains("Deployment/a: app = shop/a@sha256:%s (0.9)".formatted("a".repeat(64)))
        .doesNotContain("PT");
  }

  @Test
  void allowsNamesToComeWhenATokenIsMadeInAdvance() {
    keyboard.api.on("POST /api/v1/tokens", 201, "{\"token\":{\"id\":\"t\"},\"secret\":\"slip_x\"}");
    assertThat(keyboard.run("token", "create", "ann", "-r", "viewer", "-e", "later")).isZero();
    assertThat(keyboard.api.seen().getLast().body()).doesNotContain("allowUnknown");
    assertThat(
            keyboard.run(
                "token", "create", "ann", "-r", "viewer", "-e", "later", "--allow-unknown"))
        .isZero();
    assertThat(keyboard.api.seen().getLast().body()).contains("\"allowUnknown\":true");
  }
}
