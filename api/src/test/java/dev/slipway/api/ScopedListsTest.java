package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.token.TokenScope;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.ServiceName;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists, and the lists within error messages, tell a limited token nothing of the rest. */
class ScopedListsTest {
  private static final Bed BED = Bed.get();
  private static final Caller OPS = BED.as("list-ops", Role.OPERATOR);

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  private static Caller scoped(String service, Role role) {
    var scope =
        new TokenScope(List.of(EnvironmentName.of("lab")), List.of(ServiceName.of(service)));
    return new Caller(BED.address(), BED.token("only-" + service, scope, null, role));
  }

  private static String openRun() {
    Caller.Reply started =
        OPS.key("scoped-lists")
            .post(
                "/api/v1/releases",
                """
                {"environment":"lab","reason":"stays open","services":[
                  {"service":"backend","version":"v7"}]}""");
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    String run = started.json().path("run").asString();
    ReleaseJourneyTest.await(run, v -> v.path("undos").size() == 1);
    return run;
  }

  @Test
  void showsOfAnEnvironmentAndOfKnownBadsOnlyTheRunsOfItsServices() {
    String run = openRun();
    String digest = "sha256:" + "5c0bed".repeat(10) + "5c0b";
    BED.asOwner(
        "insert into known_bad (digest, why, run, since) values ('%s', 'crashed', '%s', now())"
            .formatted(digest, run));
    try {
      for (String list : List.of("/api/v1/environments/lab", "/api/v1/environments")) {
        assertThat(scoped("backend", Role.VIEWER).get(list).body()).contains(run);
        assertThat(scoped("frontend", Role.VIEWER).get(list).body())
            .contains("\"lab\"")
            .doesNotContain(run);
      }
      assertThat(scoped("backend", Role.VIEWER).get("/api/v1/known-bad").body()).contains(digest);
      assertThat(scoped("frontend", Role.VIEWER).get("/api/v1/known-bad").body())
          .doesNotContain(digest, run);
    } finally {
      OPS.post("/api/v1/releases/%s/abort".formatted(run), "{}");
      BED.asOwner("delete from known_bad where digest = '%s'".formatted(digest));
    }
  }

  @Test
  void doesNotOpenTheLockSpaceToATokenForSomeServices() {
    assertThat(OPS.get("/api/v1/environments/lab/debug/locks").status()).isEqualTo(200);
    assertThat(
            scoped("frontend", Role.OPERATOR).get("/api/v1/environments/lab/debug/locks").status())
        .isEqualTo(403);
  }

  @Test
  void namesInErrorsOnlyWhatTheTokenIsFor() {
    Caller caller = scoped("frontend", Role.RELEASER);
    Caller.Reply wrong = caller.post("/api/v1/releases", "{\"services\":[{\"version\":\"v1\"}]}");
    assertThat(wrong.status()).as(wrong.body()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("is missing; known: lab\"", "is missing; known: frontend\"")
        .doesNotContain("shop", "backend");
    for (String outside : List.of("shop", "nosuch")) {
      Caller.Reply refused =
          caller.post(
              "/api/v1/releases",
              """
              {"environment":"%s","services":[{"service":"frontend","version":"v1"}]}"""
                  .formatted(outside));
      assertThat(refused.status()).as(refused.body()).isEqualTo(403);
      assertThat(refused.json().path("detail").asString())
          .isEqualTo(
              "the token of only-frontend is not for environment '%s'; it is for: [lab]"
                  .formatted(outside));
    }
  }

  @Test
  void showsALimitedTokenTheEvidenceOfItsOwnerOnly() {
    String digest = "sha256:" + "e71de7".repeat(10) + "e71d";
    String body =
        """
        {"kind":"unit-tests","digest":"%s","outcome":"passed"}"""
            .formatted(digest);
    assertThat(OPS.post("/api/v1/evidence", body).status()).isEqualTo(201);
    Caller limited = scoped("backend", Role.RELEASER);
    String list = "/api/v1/evidence?digest=" + digest;
    assertThat(limited.get(list).json()).isEmpty();
    assertThat(limited.post("/api/v1/evidence", body).status()).isEqualTo(201);
    assertThat(limited.get(list).json()).hasSize(1);
    assertThat(OPS.get(list).json()).hasSize(2);
  }

  @Test
  void readsNoNamespaceForATokenThatNamesAnEnvironmentOfItsOwn() {
    var scope = new TokenScope(List.of(EnvironmentName.of("lab")), List.of());
    Caller admin = new Caller(BED.address(), BED.token("lab-admin", scope, null, Role.ADMIN));
    Caller.Reply adopted =
        admin.post(
            "/api/v1/adoptions",
            """
            {"site":"east","namespace":"bakery","environment":"lab"}""");
    assertThat(adopted.status()).as(adopted.body()).isEqualTo(403);
    assertThat(adopted.body()).doesNotContain("oven");
  }

  @Test
  void namesInFaultsOfDocumentsOnlyWhatTheTokenIsFor() {
    String needy =
        """
        apiVersion: slipway.dev/v1
        kind: Service
        metadata: {name: frontend}
        spec: {image: registry.test/shop/frontend, dependsOn: [nosuch]}
        """;
    var scope = new TokenScope(List.of(), List.of(ServiceName.of("frontend")));
    Caller caller = new Caller(BED.address(), BED.token("one-service", scope, null, Role.ADMIN));
    for (String path : List.of("/api/v1/documents", "/api/v1/documents/diff")) {
      Caller.Reply wrong = caller.yaml(path, needy);
      assertThat(wrong.status()).as(wrong.body()).isEqualTo(422);
      assertThat(wrong.errors())
          .containsExactly(
              "Service/frontend spec.dependsOn[0]: service 'nosuch' is not known; known: frontend");
      Caller.Reply outside = caller.yaml(path, needy.replace("frontend", "other"));
      assertThat(outside.status()).as(outside.body()).isEqualTo(403);
    }
  }

  @Test
  void asksTheDoctorOnlyForTheSitesOfItsScope() {
    String far =
        """
        apiVersion: slipway.dev/v1
        kind: Environment
        metadata: {name: zz-far}
        spec: {site: far-away}
        """;
    BED.register(far);
    assertThat(scoped("backend", Role.VIEWER).get("/api/v1/doctor").body())
        .contains("site.east")
        .doesNotContain("far-away");
    assertThat(OPS.get("/api/v1/doctor").body()).contains("site.far-away");
  }
}
