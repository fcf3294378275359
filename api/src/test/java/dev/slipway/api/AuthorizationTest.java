package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.door.Needs;
import dev.slipway.ledger.token.TokenScope;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint against every role, and what scope and expiry do. */
class AuthorizationTest {
  private static final Bed BED = Bed.get();
  private static final Map<Role, Set<Role>> INCLUDED =
      Map.of(
          Role.VIEWER, EnumSet.of(Role.VIEWER),
          Role.RELEASER, EnumSet.of(Role.VIEWER, Role.RELEASER),
          Role.APPROVER, EnumSet.of(Role.VIEWER, Role.APPROVER),
          Role.OPERATOR, EnumSet.of(Role.VIEWER, Role.RELEASER, Role.OPERATOR),
          Role.ADMIN, EnumSet.of(Role.VIEWER, Role.RELEASER, Role.OPERATOR, Role.ADMIN));

  /** One endpoint with a path that exists in form. */
  private record Endpoint(String method, String path, List<Role> enough) {}

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  private static List<Endpoint> endpoints() {
    var endpoints = new ArrayList<Endpoint>();
    BED.api()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (info, handler) -> {
              String path = String.valueOf(info.getPatternValues().iterator().next());
              if (!path.startsWith("/api/v1/") || path.startsWith("/api/v1/openapi")) {
                return;
              }
              Needs needs = handler.getMethodAnnotation(Needs.class);
              for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                endpoints.add(
                    new Endpoint(
                        method.name(),
                        path.replace("{digest}", "sha256:" + "0".repeat(64))
                            .replaceAll("\\{[a-z]+}", "none"),
                        needs == null ? List.of() : List.of(needs.value())));
              }
            });
    return endpoints.stream()
        .filter(e -> !e.path().contains("swagger") && !e.path().endsWith("/docs"))
        .toList();
  }

  @Test
  void asksForARoleAtEveryEndpoint() {
    assertThat(endpoints()).hasSizeGreaterThan(30).allMatch(e -> !e.enough().isEmpty());
  }

  /** Written by hand, so that a role that slips in the code is seen here. */
  private static final String RIGHTS =
      """
      admin     POST   adoptions documents tokens
      admin     GET    tokens
      admin     DELETE tokens/{id}
      operator  POST   environments/{environment}/stop environments/{environment}/lift
      operator  POST   environments/{environment}/locks/{run}/break releases/{of}/rollback
      operator  POST   releases/{run}/hold releases/{run}/resume releases/{run}/abort
      operator  POST   releases/{run}/detach
      operator  GET    environments/{environment}/debug/locks releases/{of}/rollback
      operator  DELETE known-bad/{digest}
      approver,operator POST releases/{run}/votes
      releaser  POST   evidence plans releases
      viewer    POST   documents/diff ledger/verify
      viewer    GET    known-bad documents documents/{kind}/{name} documents/{kind}/{name}/revisions
      viewer    GET    schemas schemas/{kind} environments environments/{environment} evidence doctor
      viewer    GET    releases releases/{run} releases/{run}/plan releases/{run}/timeline
      viewer    GET    releases/{run}/explain ledger ledger/{run}
      """;

  private static Map<String, Set<Role>> rights() {
    var rights = new TreeMap<String, Set<Role>>();
    RIGHTS
        .lines()
        .map(line -> line.split(" +"))
        .forEach(
            words -> {
              var enough = EnumSet.noneOf(Role.class);
              for (String role : List.of(words[0].split(","))) {
                enough.add(Role.valueOf(role.toUpperCase(Locale.ROOT)));
              }
              Arrays.stream(words)
                  .skip(2)
                  .forEach(path -> rights.put(words[1] + " " + path(path), enough));
            });
    return rights;
  }

  private static String path(String template) {
    return "/api/v1/"
        + template.replace("{digest}", "sha256:" + "0".repeat(64)).replaceAll("\\{[a-z]+}", "none");
  }

  @Test
  void letsExactlyTheRightRolesPass() {
    Map<String, Set<Role>> rights = rights();
    assertThat(endpoints().stream().map(e -> e.method() + " " + e.path()))
        .containsExactlyInAnyOrderElementsOf(rights.keySet());
    for (Role role : Role.values()) {
      Caller caller = BED.as("role-" + role, role);
      rights.forEach(
          (endpoint, enough) -> {
            Caller.Reply reply = stopped(caller, endpoint.split(" "));
            boolean may = enough.stream().anyMatch(INCLUDED.get(role)::contains);
            assertThat(reply.status())
                .as("%s as %s: %s", endpoint, role, reply.body())
                .isNotIn(401, 415, 500)
                .matches(status -> (status != 403) == may);
          });
    }
  }

  /** Whoever may pass is stopped by a body that cannot be read, and changes nothing. */
  private static Caller.Reply stopped(Caller caller, String[] endpoint) {
    if (!endpoint[0].equals("POST")) {
      return caller.send(endpoint[0], endpoint[1], null, null);
    }
    boolean yaml = endpoint[1].contains("/documents");
    return caller.send("POST", endpoint[1], yaml ? "application/yaml" : "application/json", "{");
  }

  @Test
  void answersNobodyWithoutAToken() {
    for (Endpoint endpoint : endpoints()) {
      Caller.Reply reply = BED.anonymous().send(endpoint.method(), endpoint.path(), null, null);
      assertThat(reply.status()).as(endpoint.path()).isEqualTo(401);
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
      assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    }
    assertThat(BED.anonymous().get("/nowhere").status()).isEqualTo(401);
  }

  @Test
  void leavesOpenWhatMustBeOpen() {
    assertThat(BED.anonymous().get("/livez").status()).isEqualTo(200);
    assertThat(BED.anonymous().get("/readyz").body()).contains("\"well\":true");
    assertThat(BED.anonymous().get("/api/v1/openapi").body()).contains("/api/v1/releases/{run}");
  }

  @Test
  void refusesExpiredRevokedAndInventedTokens() {
    String expired =
        BED.token("old", TokenScope.everything(), Instant.now().minusSeconds(1), Role.ADMIN);
    assertThat(
            new Caller(BED.address(), expired)
                .get("/api/v1/releases")
                .json()
                .path("detail")
                .asString())
        .contains("this token expired at");
    assertThat(new Caller(BED.address(), "slip_" + "x".repeat(43)).get("/api/v1/releases").status())
        .isEqualTo(401);
    Caller admin = BED.as("root", Role.ADMIN);
    Caller.Reply made = admin.post("/api/v1/tokens", "{\"owner\":\"temp\",\"roles\":[\"viewer\"]}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    Caller temp = new Caller(BED.address(), made.json().path("secret").asString());
    assertThat(temp.get("/api/v1/releases").status()).isEqualTo(200);
    String id = made.json().at("/token/id").asString();
    assertThat(admin.delete("/api/v1/tokens/" + id).status()).isEqualTo(204);
    assertThat(temp.get("/api/v1/releases").json().path("detail").asString()).contains("revoked");
    assertThat(admin.get("/api/v1/tokens").body())
        .doesNotContain(made.json().path("secret").asString());
  }

  @Test
  void keepsATokenWithinItsScope() {
    var scope =
        new TokenScope(List.of(EnvironmentName.of("lab")), List.of(ServiceName.of("frontend")));
    Caller scoped = new Caller(BED.address(), BED.token("narrow", scope, null, Role.RELEASER));
    assertThat(scoped.get("/api/v1/environments/shop").status()).isEqualTo(403);
    Caller.Reply other =
        scoped.post(
            "/api/v1/releases",
            """
            {"environment":"lab","services":[{"service":"backend","version":"v1"}]}""");
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.json().path("detail").asString())
        .isEqualTo("the token of narrow is not for services [backend]; it is for: [frontend]");
  }

  @Test
  void showsASecretOnceEvenWhenTheKeyIsSentAgain() {
    Caller admin = BED.as("root", Role.ADMIN).key("token-once");
    String body = "{\"owner\":\"once\",\"roles\":[\"viewer\"]}";
    String secret = admin.post("/api/v1/tokens", body).json().path("secret").asString();
    Caller.Reply again = admin.post("/api/v1/tokens", body);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).doesNotContain(secret).contains("shown only once");
  }

  @Test
  void refusesATokenForNamesThatNobodyRegisteredUnlessTheyAreToCome() {
    Caller maker = BED.as("maker", Role.ADMIN);
    String body =
        """
        {"owner":"typo","roles":["viewer"],"environments":["lab","nosuchenv"],
         "services":["nosuchservice"]%s}""";
    Caller.Reply refused = maker.post("/api/v1/tokens", body.formatted(""));
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.errors())
        .hasSize(2)
        .anySatisfy(
            error ->
                assertThat(error)
                    .startsWith(
                        "environments[1]: no environment 'nosuchenv' is registered; registered: ")
                    .contains("lab")
                    .endsWith("allowUnknown, or --allow-unknown"))
        .anySatisfy(
            error ->
                assertThat(error)
                    .startsWith("services[0]: no service 'nosuchservice' is registered"));
    assertThat(maker.get("/api/v1/tokens").body()).doesNotContain("typo");
    Caller.Reply made = maker.post("/api/v1/tokens", body.formatted(",\"allowUnknown\":true"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().at("/warnings/0").asString())
        .startsWith("no environment 'nosuchenv' is registered; registered: ");
  }
}
