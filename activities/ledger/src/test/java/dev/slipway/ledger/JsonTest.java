package dev.slipway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.evidence.Fact;
import dev.slipway.name.RunId;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesFieldsByNameWithoutNullsAndTimesAsPeopleReadThem() {
    assertThat(Json.write(new Sample("x", null, Instant.EPOCH, Duration.ofMinutes(3))))
        .isEqualTo("{\"a\":\"x\",\"c\":\"1970-01-01T00:00:00Z\",\"d\":\"PT3M\"}");
    assertThat(Json.write(new TreeMap<>(Map.of("b", 1, "a", 2)))).isEqualTo("{\"a\":2,\"b\":1}");
  }

  private record Sample(String a, String b, Instant c, Duration d) {}

  @Test
  void givesTheSameTextAfterReading() {
    Samples.wholeRelease(RunId.of("r-1"))
        .forEach(
            told -> {
              String text = Json.write(told.fact());
              assertThat(Json.write(Json.read(text, Fact.class))).isEqualTo(text);
            });
  }

  @Test
  void readsWhatOlderAndNewerBuildsWrote() {
    assertThat(Json.read("{\"fact\":\"plan-refused\"}", Fact.class))
        .isEqualTo(new Fact.PlanRefused(List.of()));
    assertThat(
            Json.read(
                "{\"fact\":\"run-ended\",\"new\":1,\"end\":{\"state\":\"SUCCEEDED\",\"summary\":\"s\"}}",
                Fact.class))
        .isEqualTo(new Fact.RunEnded(new RunEnd(RunState.SUCCEEDED, "s", List.of())));
    assertThat(Json.readIfKnown("{\"fact\":\"of-tomorrow\"}", Fact.class)).isEmpty();
    assertThatThrownBy(() -> Json.read("{\"fact\":\"of-tomorrow\"}", Fact.class))
        .hasMessageContaining("is not a Fact this build can read");
  }
}
