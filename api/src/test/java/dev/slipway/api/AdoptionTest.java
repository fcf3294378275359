package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From a namespace that nobody ever described to a plan for it. */
class AdoptionTest {
  private static final Bed BED = Bed.get();
  private static final Caller ADMIN = BED.as("adopting", Role.ADMIN);

  @AfterAll
  static void leaveOnlyTheShop() {
    assertThat(ADMIN.yaml("/api/v1/documents?prune=true", Documents.SHOP).status()).isEqualTo(200);
  }

  @Test
  void writesDocumentsThatCanBeAppliedAndPlannedWithAsTheyAre() {
    Caller.Reply adopted =
        ADMIN.post("/api/v1/adoptions", "{\"site\":\"east\",\"namespace\":\"bakery\"}");
    assertThat(adopted.status()).as(adopted.body()).isEqualTo(200);
    String yaml = adopted.json().path("yaml").asString();
    assertThat(yaml).contains("name: bakery", "name: oven", "site: east");

    Caller.Reply applied = ADMIN.yaml("/api/v1/documents", yaml);
    assertThat(applied.status()).as(applied.body()).isEqualTo(200);
    Caller.Reply planned =
        ADMIN.post(
            "/api/v1/plans",
            """
            {"environment":"bakery","services":[{"service":"oven","version":"v2"}]}""");
    assertThat(planned.status()).as(planned.body()).isEqualTo(200);
    JsonNode change = planned.json().at("/plan/waves/0/services/0/changes/0");
    assertThat(change.at("/workload/namespace").asString()).isEqualTo("bakery");
    assertThat(change.at("/images/0/image").asString())
        .startsWith("registry.test/bakery/oven@sha256:");
  }

  @Test
  void saysThatThereIsNoSuchNamespace() {
    Caller.Reply adopted =
        ADMIN.post("/api/v1/adoptions", "{\"site\":\"east\",\"namespace\":\"nowhere\"}");
    assertThat(adopted.status()).as(adopted.body()).isEqualTo(404);
    assertThat(adopted.json().path("detail").asString())
        .isEqualTo("namespace nowhere does not exist at this site");
  }
}
