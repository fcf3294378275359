package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.document.DocumentKey;
import dev.slipway.ledger.document.DocumentText;
import dev.slipway.name.Role;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents that a newer build registered, with words that this one does not know. */
class UnreadableDocumentTest {
  private static final Bed BED = Bed.get();
  private static final Caller ADMIN = BED.as("unreadable-admin", Role.ADMIN);
  private static final String PLAN =
      """
      {"environment":"%s","services":[{"service":"%s","version":"v1"}]}""";

  @BeforeAll
  static void registerWhatANewerBuildTakes() {
    BED.register(Documents.SHOP);
    var documents = new dev.slipway.ledger.document.Documents(BED.database());
    documents.apply(
        List.of(
            text("Service", "future", "teleport: {to: mars}"),
            text("Environment", "moon", "gravity: low"),
            text("Constellation", "orion", "stars: 7")),
        false,
        "newer build");
  }

  @AfterAll
  static void leaveOnlyTheShop() {
    assertThat(ADMIN.yaml("/api/v1/documents?prune=true", Documents.SHOP).status()).isEqualTo(200);
    BED.asOwner("delete from document where kind = 'Constellation'");
  }

  private static DocumentText text(String kind, String name, String spec) {
    return new DocumentText(
        new DocumentKey(kind, name),
        """
        apiVersion: slipway.dev/v1
        kind: %s
        metadata: {name: %s}
        spec: {%s}
        """
            .formatted(kind, name, spec));
  }

  @Test
  void stopsNobodyWhoDoesNotNeedThem() {
    Caller.Reply planned = ADMIN.post("/api/v1/plans", PLAN.formatted("lab", "backend"));
    assertThat(planned.status()).as(planned.body()).isEqualTo(200);
    BED.register(Documents.SHOP);
    assertThat(ADMIN.get("/api/v1/environments").body()).contains("\"shop\"", "\"lab\"");
  }

  @Test
  void areNamedToWhoeverNeedsThemWithTheWayOut() {
    for (String body :
        List.of(PLAN.formatted("lab", "future"), PLAN.formatted("moon", "backend"))) {
      Caller.Reply refused = ADMIN.post("/api/v1/plans", body);
      assertThat(refused.status()).as(refused.body()).isEqualTo(503);
      assertThat(refused.json().path("detail").asString())
          .containsPattern(
              "^(Service future|Environment moon) revision \\d+ cannot be read by this")
          .contains("upgrade the API", "apply the document again");
    }
    Caller.Reply shown = ADMIN.get("/api/v1/environments/moon");
    assertThat(shown.status()).as(shown.body()).isEqualTo(503);
    assertThat(shown.body()).contains("Environment moon revision 1 cannot be read by this");
  }

  @Test
  void areListedByTheDoctorAsUnwell() {
    assertThat(ADMIN.get("/api/v1/doctor").body())
        .contains("{\"name\":\"Service future\",\"well\":false,");
  }

  @Test
  void giveANewTokenItsSecretWithoutAFalseWarning() {
    Caller.Reply made =
        ADMIN.post(
            "/api/v1/tokens",
            """
            {"owner":"of-the-future","roles":["viewer"],"services":["future"],
             "environments":["moon"]}""");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("secret").asString()).startsWith("slip_");
    assertThat(made.json().has("warnings")).as(made.body()).isFalse();
  }
}
