package dev.slipway.lab.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.lab.witness.Discrepancy.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The witness is wrong as soon as it says yes to any of these. */
class WitnessTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String US = "slipway";

  private final Comparison comparison =
      new Comparison(
          List.of(
              new Promise("deployments/catalog", "rollout/r1/catalog/change", 1, true),
              new Promise("deployments/orders", "rollout/r1/orders/change", 1, true),
              new Promise("deployments/web", "rollout/r1/web/change", 2, true),
              new Promise("deployments/web", "undo/r1/web/1/change", 3, false)),
          US);

  @Test
  void saysNothingWhenEachEffectIsThereOnceInOrder() {
    assertThat(comparison.with(effects(first("orders"), first("catalog"), first("web")))).isEmpty();
  }

  @Test
  void findsADoubledEffect() {
    assertThat(kinds(first("catalog"), first("orders"), first("catalog"), first("web")))
        .containsExactly(Kind.DOUBLED);
  }

  @Test
  void findsAMissingEffect() {
    assertThat(kinds(first("catalog"), first("web"))).containsExactly(Kind.MISSING);
  }

  @Test
  void findsAnEffectThatNobodyPromised() {
    assertThat(
            kinds(
                first("catalog"),
                first("orders"),
                first("web"),
                new Act("web", "undo/r9/web/1/change", US)))
        .containsExactly(Kind.FOREIGN);
  }

  @Test
  void findsAnotherHand() {
    assertThat(
            kinds(
                first("catalog"),
                first("orders"),
                new Act("web", "rollout/r1/web/change", "system:admin")))
        .containsExactly(Kind.FOREIGN);
  }

  @Test
  void findsAnEffectBeforeItsTurn() {
    assertThat(kinds(first("catalog"), first("web"), first("orders")))
        .containsExactly(Kind.MISORDERED);
  }

  @Test
  void countsAChangedObjectAndNotARequest() {
    List<ObjectVersion> versions =
        List.of(
            version(10, "v1", "old", 1),
            version(12, "v2", "rollout/r1/web/change", 1),
            // its status changes, then our mark alone, then a patch that changes nothing
            version(13, "v2", "rollout/r1/web/change", 2),
            version(14, "v2", "undo/r1/web/1/change", 2));

    List<SeenEffect> effects = Effects.after(10, versions);

    assertThat(effects).extracting(SeenEffect::revision).containsExactly(12L);
    assertThat(effects.getFirst().operation()).isEqualTo("rollout/r1/web/change");
    assertThat(effects.getFirst().from().path("spec").path("image").asText()).isEqualTo("v1");
  }

  @Test
  void seesWhereTheWitnessesDiffer() {
    List<SeenEffect> both = effects(first("catalog"), first("orders"));
    List<SeenEffect> one = both.subList(0, 1);

    assertThat(Comparison.disputed(both, both, false)).isEmpty();
    assertThat(Comparison.disputed(one, both, true)).isEmpty();
    assertThat(Comparison.disputed(one, both, false))
        .extracting(Discrepancy::kind)
        .containsExactly(Kind.DISPUTED);
    assertThat(Comparison.disputed(both, one, true))
        .extracting(Discrepancy::kind)
        .containsExactly(Kind.DISPUTED);
  }

  @Test
  void takesTheAuthorFromTheOneWhoKnows() {
    ObjectVersion stored = version(12, "v2", "rollout/r1/web/change", 1);
    ObjectVersion logged = new ObjectVersion(stored.object(), 12, US, stored.content());

    assertThat(Effects.signed(Effects.after(0, List.of(stored)), List.of(logged)))
        .extracting(SeenEffect::by)
        .containsExactly(US);
  }

  private record Act(String service, String operation, String by) {}

  private static Act first(String service) {
    return new Act(service, "rollout/r1/" + service + "/change", US);
  }

  private List<Kind> kinds(Act... acts) {
    return comparison.with(effects(acts)).stream().map(Discrepancy::kind).toList();
  }

  private static List<SeenEffect> effects(Act... acts) {
    List<ObjectVersion> versions = new java.util.ArrayList<>();
    int revision = 0;
    for (Act act : acts) {
      revision++;
      versions.add(
          new ObjectVersion(
              "deployments/" + act.service(),
              revision,
              act.by(),
              content("image-" + revision, act.operation(), 0)));
    }
    return Effects.after(0, versions);
  }

  private static ObjectVersion version(long revision, String image, String mark, int status) {
    return new ObjectVersion("deployments/web", revision, "", content(image, mark, status));
  }

  private static JsonNode content(String image, String mark, int status) {
    var object = JSON.createObjectNode();
    object.putObject("metadata").putObject("annotations").put("slipway.dev/operation", mark);
    object.putObject("spec").put("image", image);
    object.putObject("status").put("ready", status);
    return object;
  }
}
