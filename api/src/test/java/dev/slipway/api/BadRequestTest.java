package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong requests are answered with status, exact field and the way out; nothing is started. */
class BadRequestTest {
  private static final Bed BED = Bed.get();
  private static final Caller ALL = BED.as("all", Role.ADMIN, Role.APPROVER);

  private static Map<String, Long> before = Map.of();

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
    before = stored();
  }

  /** The table of the module that reads documents, sent to the API. */
  static Stream<String> badDocuments() throws IOException {
    Path table =
        Path.of(System.getProperty("slipway.root"))
            .resolve("documents/src/test/resources/dev/slipway/documents/bad.txt");
    return Arrays.stream(Files.readString(table).split("(?m)^=== "))
        .skip(1)
        .filter(one -> !one.startsWith("request"));
  }

  @ParameterizedTest
  @MethodSource("badDocuments")
  void refusesEveryBadDocument(String bad) {
    String[] lines = bad.split("\n", 3);
    String sort = lines[0].replaceFirst(" .*", "");
    String text = lines.length < 3 ? "" : lines[2];
    String spec = (sort.equals("environment") ? "site: here\n" : "") + text;
    String sent =
        switch (sort) {
          case "service" -> wrapped("Service", "backend", spec);
          case "environment" -> wrapped("Environment", "prod", spec);
          default -> text;
        };
    Caller.Reply reply = ALL.yaml("/api/v1/documents", sent);
    assertThat(reply.status()).as(reply.body()).isEqualTo(422);
    // what a set lacks depends on what is registered
    if (!sort.equals("set")) {
      var said = new ArrayList<String>();
      reply
          .json()
          .path("errors")
          .forEach(e -> said.add(e.path("field").asString() + " " + e.path("message").asString()));
      assertThat(said).hasSameSizeAs(lines[1].substring(2).split(" \\| "));
      assertThat(lines[1].substring(2).split(" \\| "))
          .allSatisfy(problem -> assertThat(said).anyMatch(one -> one.endsWith(problem)));
    }
  }

  private static String wrapped(String kind, String name, String spec) {
    return "apiVersion: slipway.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec:\n%s"
        .formatted(kind, name, spec.indent(2));
  }

  /** Whatever is asked here, nothing is started and nothing is stored. */
  @AfterAll
  static void nothingWasStartedOrStored() {
    assertThat(stored()).isEqualTo(before);
  }

  private static Map<String, Long> stored() {
    var rows = new TreeMap<String, Long>();
    for (String table :
        List.of("document_revision", "document", "run_head", "token", "evidence", "known_bad")) {
      rows.put(
          table,
          BED.database()
              .call(c -> c.sql("select count(*) from " + table).query(Long.class).single()));
    }
    return rows;
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      releases | {} | 422 | environment: is missing
      releases | {"environment":"lab"} | 422 | services: is empty
      releases | {"environment":"nowhere","services":[{"service":"backend","version":"v1"}]} | 422 | environment: environment 'nowhere' is not known; known: lab,
      releases | {"environment":"lab","services":[{"service":"back","version":"v1"}]} | 422 | services[0].service: service 'back' is not known; known: backend, frontend
      releases | {"environment":"lab","services":[{"service":"backend"}]} | 422 | services[0].version: is missing
      releases | {"environment":"lab","services":[{"service":"backend","version":"latest"}]} | 422 | services[0].version: latest names no particular image
      releases | {"environment":"lab","services":[{"service":"backend","version":"a b"}]} | 422 | services[0].version: 'a b' is neither
      releases | {"environment":"lab","services":[{"service":"backend","version":"sha256:12"}]} | 422 | services[0].version: digest 'sha256:12'
      releases | {"environment":"lab","services":[null]} | 422 | services[0].service: is missing
      releases | {"environment":"lab","services":"backend"} | 422 | services: is not a list
      releases | {"environment":"lab","services":[{"service":"backend","version":"v1","tag":"x"}]} | 422 | services[0].tag: unknown field; known here: service, version
      releases | {"environment":"lab","servces":[]} | 422 | servces: unknown field, did you mean services; known here:
      releases | {"environment":"lab","services":[{"service":"backend","version":"v1"}],"kind":"quick"} | 422 | kind: 'quick' is not known; known: ordinary, hotfix
      releases | {"environment":"lab","services":[{"service":"backend","version":"v1"}],"run":"Not An Id"} | 422 | run: run id 'Not An Id' is not valid
      releases | {"environment":"lab","services":[{"service":"backend","version":"v1"}],"run":"journal.x"} | 422 | run: ids that start with 'journal.'
      releases | {"environment":"lab","services":[{"service":"backend","version":"v1"}],"acceptDrift":"yes"} | 422 | acceptDrift: is not true or false
      releases | {"environment":"lab","services":[{"service":"backend","version":"v1"}],"config":[{"kind":"Map","slot":"a","name":"b"}]} | 422 | config[0].kind: 'Map' is not known
      plans | {"environment":"lab","services":[]} | 422 | services: is empty
      evidence | {} | 422 | kind: this field is needed
      evidence | {"kind":"uat","digest":"sha256:1","outcome":"passed"} | 422 | digest: digest 'sha256:1' is not sha256:
      releases | {"environment":"lab","services":[{"service":"backend","version":"v1"}],"kind":"hotfx"} | 422 | kind: 'hotfx' is not known, did you mean hotfix; known: ordinary, hotfix
      evidence | {"kind":"uat","outcome":"passd"} | 422 | outcome: 'passd' is not known, did you mean passed; known: passed, failed
      evidence | {"kind":"uat","outcome":"good"} | 422 | outcome: 'good' is not known; known: passed, failed
      evidence | {"kind":"uat","at":"yesterday"} | 422 | at: 'yesterday' is not a time such as
      tokens | {"owner":"x"} | 422 | roles: this field is needed; known: viewer, releaser
      tokens | {"owner":"","roles":["viewer"]} | 422 | owner: this field is needed
      tokens | {"owner":"x","roles":["king"]} | 422 | roles[0]: 'king' is not known; known: viewer, releaser, approver, operator, admin
      tokens | {"owner":"x","roles":["viewer"],"expiresAt":"2001-01-01T00:00:00Z"} | 422 | expiresAt: 2001-01-01T00:00:00Z is over already
      tokens | {"owner":"x","roles":["viewer"],"environments":["Not-A-Name"]} | 422 | environments[0]: environment 'Not-A-Name' is not a name
      environments/lab/stop | {"toStable":true} | 422 | reason: this field is needed
      environments/lab/locks/x/break | {} | 422 | reason: this field is needed
      adoptions | {"site":"east"} | 422 | namespace: this field is needed
      """)
  void namesTheField(String path, String body, int status, String error) {
    Caller.Reply reply = ALL.post("/api/v1/" + path.strip(), body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.errors()).as(reply.body()).anyMatch(line -> line.startsWith(error));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      releases | {"environment": | 400 | not JSON at line 1
      releases | { | 400 | the body ends here, and not all that it opens ({, [ or ") is closed
      releases | {"environment":"la | 400 | the body ends here, and not all that it opens
      releases | {"environment":lab} | 400 | what stands here cannot be read; check quotes, commas
      releases | {"acceptDrift":1111111111222222222233333333334444444444555555555566} | 400 | at most 32 levels of objects and lists, 100000 characters in a text and 50 digits
      releases | nonsense | 400 | not JSON at line 1, column 1
      releases | [] | 422 | body: is not an object
      releases | {"environment":"lab","environment":"shop"} | 400 | field 'environment' is there twice; keep one
      releases/none/votes | {"planHash":"x"} | 422 | choice: this field is needed
      releases/none/votes | {"choice":"approve"} | 422 | planHash: this field is needed
      releases/none/abort | {} | 404 | there is no run 'none'
      releases/none/rollback | {"reason":"x"} | 404 | there is no run 'none'
      ledger/verify | {"run":"none"} | 404 | there is no run 'none'
      environments/nowhere/stop | {"reason":"x"} | 404 | there is no environment 'nowhere'
      """)
  void saysWhatIsWrong(String path, String body, int status, String detail) {
    Caller.Reply reply = ALL.post("/api/v1/" + path.strip(), body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.json().path("detail").asString())
        .contains(detail)
        .doesNotContain("Source", "JsonToken", "StreamRead", "start marker", "Unrecognized token");
    assertThat(reply.json().path("requestId").asString()).isEqualTo(reply.header("X-Request-Id"));
  }

  @Test
  void refusesWhatIsTooDeepTooLargeOrOfTheWrongKind() {
    String deep = "[".repeat(40) + "]".repeat(40);
    assertThat(ALL.post("/api/v1/releases", deep).status()).isIn(400, 422);
    String large = "{\"reason\":\"" + "x".repeat(1_100_000) + "\"}";
    assertThat(ALL.post("/api/v1/releases", large).status()).isEqualTo(413);
    assertThat(ALL.send("POST", "/api/v1/releases", "text/html", "x").status()).isEqualTo(415);
    Caller.Reply method = ALL.send("PUT", "/api/v1/releases", "application/json", "{}");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).contains("GET", "POST");
    assertThat(ALL.get("/api/v1/nowhere").status()).isEqualTo(404);
    assertThat(ALL.get("/api/v1/releases?limit=0").errors().toString()).contains("limit: 0 is not");
    assertThat(ALL.get("/api/v1/releases?state=HLD").errors().toString())
        .contains("state: 'HLD' is not known, did you mean HELD; known: ", "SUCCEEDED");
    assertThat(ALL.get("/api/v1/releases?limit=abc").errors().toString())
        .contains("limit: 'abc' is not a whole number");
    assertThat(ALL.get("/api/v1/releases?before=yesterday").errors().toString())
        .contains("before: there is no run 'yesterday'; give the id of the last run of the page");
    assertThat(ALL.get("/api/v1/releases?open=maybe").errors().toString())
        .contains("open: 'maybe' is not true or false");
    assertThat(ALL.key("a key").post("/api/v1/releases", "{}").errors().toString())
        .contains("Idempotency-Key: use 1 to 200");
  }

  @Test
  void readsYamlOnlyWhereDocumentsAreMeant() {
    Caller.Reply yaml = ALL.yaml("/api/v1/plans", "environment: lab\nunheardOf: 1\n");
    assertThat(yaml.status()).as(yaml.body()).isEqualTo(415);
    assertThat(ALL.with("Accept", "application/yaml").get("/api/v1/releases").status())
        .isEqualTo(406);
  }

  @Test
  void boundsWhatAliasesAndNestingMayCost() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(ALL.yaml("/api/v1/documents", bomb.toString()).errors().toString())
        .contains("uses more than 20 aliases");
    assertThat(
            ALL.yaml("/api/v1/documents", "[".repeat(3000) + "]".repeat(3000)).errors().toString())
        .contains("is nested deeper than 30 levels");
  }

  @Test
  void showsNoMoreFaultsThanSomebodyCanRead() {
    String item = "{\"service\":\"nope\",\"version\":\"v1\"},";
    String body = "{\"environment\":\"lab\",\"services\":[%s{}]}".formatted(item.repeat(5000));
    Caller.Reply reply = ALL.post("/api/v1/plans", body);
    assertThat(reply.errors()).hasSize(100);
    assertThat(reply.json().path("detail").asString()).contains("fields are wrong, the first are");
  }

  @Test
  void refusesAQueryThatItDoesNotKnow() {
    Caller.Reply reply = ALL.get("/api/v1/releases?stat=SUCCEEDED");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.errors())
        .containsExactly(
            "stat: unknown query parameter; known here: environment, service, state, open, before,"
                + " limit");
    assertThat(ALL.get("/api/v1/releases?open=true&limit=5").status()).isEqualTo(200);
  }

  @Test
  void refusesDocumentsWithExactFieldsAndStoresNothing() {
    String before = ALL.get("/api/v1/documents").body();
    String yaml =
        """
        apiVersion: slipway.dev/v1
        kind: Service
        metadata:
          name: extra
        spec:
          image: registry.test/shop/extra
        ---
        apiVersion: slipway.dev/v1
        kind: Service
        metadata:
          name: broken
        spec:
          image: registry.test/shop/broken
          replcas: 3
        """;
    Caller.Reply reply = ALL.yaml("/api/v1/documents", yaml);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.errors().toString()).contains("Service/broken spec.replcas: ");
    assertThat(ALL.yaml("/api/v1/documents", "{").status()).isEqualTo(422);
    assertThat(ALL.yaml("/api/v1/documents", "kind: Thing\n").errors().toString())
        .contains("known: Service, Environment");
    assertThat(ALL.get("/api/v1/documents").body()).isEqualTo(before);
  }

  @Test
  void showsADiffBeforeAnythingIsStored() {
    String yaml =
        """
        apiVersion: slipway.dev/v1
        kind: Service
        metadata:
          name: backend
        spec:
          image: registry.test/shop/backend2
        """;
    Caller.Reply diff = ALL.yaml("/api/v1/documents/diff", yaml);
    assertThat(diff.body())
        .contains("~ spec.image: registry.test/shop/backend -> registry.test/shop/backend2");
    assertThat(ALL.get("/api/v1/documents/service/backend").json().path("yaml").asString())
        .contains("shop/backend\n");
  }
}
