package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and CI see of the client: its words, its exit codes, its patience. */
class SlipwayCliTest {
  private static final String VIEW =
      """
      {"state":"%s","ended":true,"leftToDo":[],"run":"r1","asked":{"environment":"lab"},
       "plan":{"hash":"abc"},"progress":{"waves":[{"number":1,"started":true,"services":[
         {"service":"backend","version":"1.2.0","state":"verified","detail":"","workloads":[]}]}]},
       "end":{"state":"%s","summary":"told"}}""";
  private static final String EVENTS =
      """
      id: 1
      event: fact
      data: {"seq":1,"at":"2026-01-01T00:00:00Z","sentence":"ci asked"}

      event: end
      data: {}

      """;

  private final RecordedApi api = new RecordedApi();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private boolean interactive;
  private String typed = "";

  @TempDir Path home;

  @AfterEach
  void stop() {
    api.close();
  }

  private int run(String... args) {
    environment.putIfAbsent("HOME", home.toString());
    environment.putIfAbsent("SLIPWAY_SERVER", api.address());
    environment.putIfAbsent("SLIPWAY_TOKEN", "slip_of_the_test");
    var screen =
        new Screen(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            interactive,
            environment,
            new BufferedReader(new StringReader(typed)));
    return SlipwayCli.run(screen, Duration.ofMillis(1), args);
  }

  private static String view(String state) {
    return VIEW.formatted(state, state);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED,0", "COMPENSATED,4", "NEEDS_ATTENTION,5", "DETACHED,5",
    "REFUSED,3", "REJECTED,3", "EXPIRED,3", "ABORTED,3"
  })
  void endsAWaitWithTheEndOfTheRun(String state, int code) {
    api.on("POST /api/v1/releases", 202, "{\"run\":\"r1\"}")
        .on("GET /api/v1/releases/r1/timeline", 200, "text/event-stream", EVENTS)
        .on("GET /api/v1/releases/r1", 200, view(state));
    assertThat(run("release", "start", "backend=v1.2.0", "-e", "lab", "--wait")).isEqualTo(code);
    assertThat(out.toString()).contains("r1: " + state + ", told");
    assertThat(api.seen().getFirst().body())
        .contains("\"service\":\"backend\",\"version\":\"v1.2.0\"");
  }

  @Test
  void triesAgainWithTheSameKeyUntilTheApiIsBack() {
    api.on("POST /api/v1/releases", 503, "{\"detail\":\"later\"}")
        .on("POST /api/v1/releases", 429, "{\"detail\":\"slower\"}")
        .on("POST /api/v1/releases", 202, "{\"run\":\"r1\"}");
    assertThat(run("release", "start", "backend=v1", "-e", "lab")).isZero();
    assertThat(api.seen()).hasSize(3);
    assertThat(api.seen().stream().map(RecordedApi.Seen::key).distinct()).hasSize(1);
    assertThat(api.seen().getFirst().authorization()).isEqualTo("Bearer slip_of_the_test");
  }

  @Test
  void saysOnceWhatItWaitsForAndThenHowLong() {
    api.on("POST /api/v1/releases", 503, "{\"detail\":\"Temporal does not answer\"}")
        .on("POST /api/v1/releases", 503, "{\"detail\":\"Temporal does not answer\"}")
        .busy("POST /api/v1/releases", 503, "1")
        .on("POST /api/v1/releases", 202, "{\"run\":\"r1\"}");
    assertThat(run("release", "start", "backend=v1", "-e", "lab")).isZero();
    assertThat(err.toString().lines())
        .containsExactly(
            "slipway: Temporal does not answer; trying again for 30s",
            "slipway: answered after 1s");
    assertThat(out.toString()).contains("r1").doesNotContain("Temporal");
  }

  @Test
  void givesUpAfterTheGivenTimeWithTheCodeForAnApiThatDoesNotAnswer() {
    api.on("GET /api/v1/releases/r1", 503, "{\"detail\":\"the ledger does not answer\"}");
    assertThat(run("release", "show", "r1", "--retry-for", "1s"))
        .isEqualTo(Exit.UNREACHABLE.code());
    assertThat(api.seen()).hasSizeGreaterThan(1);
    assertThat(err.toString().lines().limit(3))
        .containsExactly(
            "slipway: the ledger does not answer; trying again for 1s",
            "slipway: the ledger does not answer",
            "  it only reads; call again");
    assertThat(err.toString())
        .contains("gave up after %d attempts in ".formatted(api.seen().size()));
  }

  @Test
  void triesOnceWhenItShallNotTryAgain() {
    api.on("GET /api/v1/releases/r1", 503, "{\"detail\":\"the ledger does not answer\"}");
    assertThat(run("release", "show", "r1", "--retry-for", "0s"))
        .isEqualTo(Exit.UNREACHABLE.code());
    assertThat(api.seen()).hasSize(1);
    assertThat(err.toString())
        .doesNotContain("trying again")
        .contains("gave up after 1 attempt in");
  }

  @ParameterizedTest
  @CsvSource({"600, 10m", "99999999, 1157d9h46m39s"})
  void leavesAnApiAloneThatAsksForALongPause(String asked, String words) {
    api.busy("GET /api/v1/releases/r1", 429, asked);
    assertThat(run("release", "show", "r1")).isEqualTo(Exit.UNREACHABLE.code());
    assertThat(api.seen()).hasSize(1);
    assertThat(err.toString()).contains("it asks to be left alone for " + words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "Wed, 21 Oct 2015 07:28:00 GMT"})
  void takesAPauseThatIsOverOrUnreadableForNone(String asked) {
    api.busy("GET /api/v1/releases/r1", 429, asked)
        .on("GET /api/v1/releases/r1", 200, view("SUCCEEDED"));
    assertThat(run("release", "show", "r1")).isZero();
    assertThat(api.seen()).hasSize(2);
  }

  @Test
  void doesNotTryAgainAfterABug() {
    api.on("POST /api/v1/releases", 500, "{\"detail\":\"failed\",\"requestId\":\"q1\"}");
    assertThat(run("release", "start", "backend=v1", "-e", "lab")).isEqualTo(1);
    assertThat(api.seen()).hasSize(1);
    assertThat(err.toString()).contains("request id q1", "--key " + api.seen().getFirst().key());
  }

  @ParameterizedTest
  @CsvSource({"400,3", "401,3", "403,3", "404,3", "409,3", "413,3", "422,3", "500,1", "503,7"})
  void turnsAProblemIntoWordsAndACode(int status, int code) {
    api.on(
        "GET /api/v1/releases/r1",
        status,
        "{\"title\":\"t\",\"detail\":\"said so\",\"requestId\":\"q1\"}");
    assertThat(run("release", "show", "r1", "--retry-for", "0s")).isEqualTo(code);
    assertThat(err.toString()).contains("slipway: said so").doesNotContain("slip_of_the_test");
  }

  @Test
  void saysThatTheApiCannotBeReached() {
    environment.put("SLIPWAY_SERVER", "http://127.0.0.1:1");
    assertThat(run("release", "list", "--retry-for", "0s")).isEqualTo(Exit.UNREACHABLE.code());
    assertThat(err.toString())
        .contains(
            "cannot reach the API at http://127.0.0.1:1: nobody listens there (connection refused)",
            "SLIPWAY_SERVER")
        .doesNotContain("Exception");
  }

  @Test
  void endsWithATimeOutWhileTheRunGoesOn() {
    api.on("GET /api/v1/releases/r1/timeline", 200, "text/event-stream", "retry: 1000\n\n")
        .on(
            "GET /api/v1/releases/r1",
            200,
            "{\"run\":\"r1\",\"state\":\"ROLLING_OUT\",\"ended\":false}");
    assertThat(run("release", "watch", "r1", "--timeout", "1s")).isEqualTo(Exit.TIMED_OUT.code());
    assertThat(err.toString()).contains("r1 is still ROLLING_OUT after 1s; it goes on");
  }

  @Test
  void answersUnknownWordsWithSuggestionsAndTheUsageCode() {
    assertThat(run("relase")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("release");
    assertThat(run("release", "start", "backend", "-e", "lab")).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("'backend' is not SERVICE=VERSION");
    assertThat(run("release")).isEqualTo(Exit.USAGE.code());
  }

  @Test
  void usesColoursOnATerminalOnlyAndNotAgainstTheWish() {
    api.on("GET /api/v1/releases/r1", 200, view("SUCCEEDED"));
    run("release", "show", "r1");
    assertThat(out.toString()).contains("✓ backend 1.2.0  verified").doesNotContain("\u001b[");
    interactive = true;
    run("release", "show", "r1");
    assertThat(out.toString()).contains("\u001b[32m");
    out.getBuffer().setLength(0);
    environment.put("NO_COLOR", "1");
    run("release", "show", "r1");
    assertThat(out.toString()).doesNotContain("\u001b[");
  }

  @Test
  void keepsAddressAndTokenFileForItsOwnerOnly() throws Exception {
    environment.put("SLIPWAY_SERVER", "");
    assertThat(run("context", "set", "--server", "https://slipway.test/")).isZero();
    Path config = home.resolve(".config/slipway/config");
    assertThat(config).hasContent("server=https://slipway.test");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
        .isEqualTo("rw-------");
    assertThat(run("context", "show")).isZero();
    assertThat(out.toString()).contains("https://slipway.test (token not shown)");
  }

  @Test
  void writesATokenIntoAFileAndNotOntoTheScreen() throws Exception {
    api.on("POST /api/v1/tokens", 201, "{\"token\":{\"id\":\"t-1\"},\"secret\":\"slip_new\"}");
    Path file = home.resolve("token");
    assertThat(run("token", "create", "ann", "-r", "approver", "--out", file.toString())).isZero();
    assertThat(Files.readString(file).strip()).isEqualTo("slip_new");
    assertThat(out.toString() + err).doesNotContain("slip_new");
  }

  @Test
  void listsTokensWithTheirScopes() {
    api.on(
        "GET /api/v1/tokens",
        200,
        """
        [{"id":"t1","owner":"ci","roles":["releaser","viewer"],"createdAt":"2026-01-01T00:00:00Z",
          "scope":{"environments":["lab","shop"],"services":["web"]}},
         {"id":"t2","owner":"ops","roles":["admin"],"createdAt":"2026-01-02T00:00:00Z",
          "scope":{"environments":[],"services":[]},"expiresAt":"2026-03-01T00:00:00Z"}]""");
    assertThat(run("token", "list")).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .containsExactly(
            "ID|OWNER|ROLES|ENVIRONMENTS|SERVICES|CREATED|EXPIRES|REVOKED",
            "t1|ci|releaser,viewer|lab,shop|web|2026-01-01T00:00:00Z|never",
            "t2|ops|admin|all|all|2026-01-02T00:00:00Z|2026-03-01T00:00:00Z");
  }

  @Test
  void passesOnWhatTheApiWarnsOfWhenATokenIsMade() {
    api.on(
        "POST /api/v1/tokens",
        201,
        "{\"token\":{\"id\":\"t-1\"},\"secret\":\"slip_new\",\"warnings\":["
            + "\"no environment 'labb' is registered; registered: [lab]\"]}");
    assertThat(run("token", "create", "ann", "-r", "approver", "-e", "labb")).isZero();
    assertThat(err.toString()).contains("warning: no environment 'labb' is registered");
    assertThat(out.toString()).doesNotContain("warning");
  }

  @ParameterizedTest
  @CsvSource({
    "release start backend=v1 -e lab --wait --timeout banana, such as 90s",
    "release start backend=v1 -e lab --wait --timeout -5m, such as 90s",
    "release start backend=v1 -e lab --timeout 5m, say --wait or --watch",
    "release rollback r1 -m why --watch --timeout banana, such as 90s",
    "release list --state bogus, 'AWAITING_APPROVAL'",
    "release list --limit many, not an int",
    "release list -o yaml, 'json'",
    "token create ann -r king --out t, 'viewer, releaser'",
    "token create ann -r viewer --expires-in soon, such as 90s",
    "evidence add uat sha256:0 maybe, 'passed'",
    "evidence add uat sha256:0 passed --at noon, such as 2026-03-01"
  })
  void refusesAWrongValueBeforeAnythingIsSent(String line, String words) {
    assertThat(run(line.split(" "))).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains(words).doesNotContain("enum constant");
    assertThat(api.seen()).isEmpty();
  }

  @Test
  void namesTheKeyToRepeatWithWhenNobodyKnowsWhetherItWasDone() {
    api.on("POST /api/v1/releases", 503, "{\"detail\":\"Temporal does not answer\"}");
    assertThat(run("release", "start", "backend=v1", "-e", "lab", "--retry-for", "0s"))
        .isEqualTo(Exit.UNREACHABLE.code());
    assertThat(err.toString())
        .contains("Temporal does not answer", "--key " + api.seen().getFirst().key());
  }

  @ParameterizedTest
  @CsvSource({
    "relase list, did you mean 'slipway release'?",
    "release strat, did you mean 'slipway release start'?",
    "release xyzzy, known: plan",
    "help nonsense, is not a word of slipway",
    "help release strat, did you mean 'slipway release start'?",
    "token make --help, is not a word of slipway token; known: create",
    "token lst --help, did you mean 'slipway token list'?",
    "token create carol --roles approver, unknown option: '--roles'",
    "token create carol --roles approver, did you mean '--role'?",
    "release list --opn, did you mean '--open'?"
  })
  void tellsTheWordThatWasMeant(String line, String words) {
    assertThat(run(line.split(" "))).isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains(words);
    if (words.startsWith("did")) {
      assertThat(err.toString().stripTrailing()).endsWith(words);
    }
  }

  @Test
  void saysHowToShowATokenWhenThereIsNone() {
    environment.put("SLIPWAY_TOKEN", "");
    api.on("GET /api/v1/releases?limit=50", 401, "{\"detail\":\"send a bearer token\"}");
    assertThat(run("release", "list")).isEqualTo(Exit.REFUSED.code());
    assertThat(err.toString()).contains("no token is set", "SLIPWAY_TOKEN_FILE", "context set");
  }

  @Test
  void leavesNoEmptyFileWhenNoTokenWasMade() {
    api.on("POST /api/v1/tokens", 403, "{\"detail\":\"needs admin\"}");
    Path file = home.resolve("token");
    assertThat(run("token", "create", "ann", "-r", "viewer", "--out", file.toString()))
        .isEqualTo(Exit.REFUSED.code());
    assertThat(file).doesNotExist();
  }

  @Test
  void printsACompletionScript() {
    assertThat(run("completion")).isZero();
    assertThat(out.toString()).contains("slipway");
  }
}
