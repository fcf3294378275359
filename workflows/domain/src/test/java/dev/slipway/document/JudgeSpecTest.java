package dev.slipway.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.analysis.judge.Direction;
import dev.slipway.analysis.judge.Judge;
import dev.slipway.analysis.judge.LevelRule;
import dev.slipway.analysis.judge.ShareRule;
import dev.slipway.analysis.judge.Standing;
import dev.slipway.analysis.judge.WhenSilent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JudgeSpecTest {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

  @Test
  void fillsInWhatNobodySays() throws Exception {
    JudgeSpec spec =
        read(
            """
            {"metrics": [{"type": "share", "name": "errors"}, {"type": "level", "name": "memory"}]}
            """);

    assertThat(spec.judge()).isEqualTo(Judge.USUAL);
    assertThat(spec.rules()).containsExactly(ShareRule.errors("errors"), LevelRule.of("memory"));
  }

  @Test
  void takesWhatTheDocumentSays() throws Exception {
    JudgeSpec spec =
        read(
            """
            {"alarms": 0.01, "tolerated": 0, "metrics": [
              {"type": "level", "name": "queue", "direction": "increase", "tolerance": 0.5,
               "floor": 20, "alarms": 0.002, "minimumSamples": 30,
               "standing": {"critical": false, "weight": 2, "whenSilent": "ignore",
                            "warmUp": "PT30S"}}]}
            """);

    assertThat(spec.judge()).isEqualTo(new Judge(0.01, 0));
    assertThat(spec.rules())
        .containsExactly(
            new LevelRule(
                "queue",
                new Standing(false, 2, WhenSilent.IGNORE, Duration.ofSeconds(30)),
                Direction.INCREASE,
                0.5,
                20,
                0.002,
                30));
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    assertThatThrownBy(() -> read("{\"metrics\": [{\"type\": \"ratio\", \"name\": \"e\"}]}"))
        .hasMessageContaining("known type ids = [level, share]");
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"metrics": [{"type": "level", "name": "e", "direction": "both"}]}
                    """))
        .hasMessageContainingAll("increase", "decrease", "either");
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"metrics": [{"type": "share", "name": "e", "standing": {"whenSilent": "pass"}}]}
                    """))
        .hasMessageContainingAll("hold", "ignore");
    assertThatThrownBy(
            () -> read("{\"metrics\": [{\"type\": \"share\", \"name\": \"e\", \"marign\": 1}]}"))
        .hasMessageContaining("marign");
  }

  @Test
  void refusesTwoMetricsOfOneName() throws Exception {
    JudgeSpec twice =
        read(
            """
            {"metrics": [{"type": "share", "name": "errors"}, {"type": "level", "name": "errors"}]}
            """);

    assertThatThrownBy(twice::rules)
        .hasMessage("two metrics are named errors; give each a name of its own");
  }

  private static JudgeSpec read(String json) throws Exception {
    return JSON.readValue(json, JudgeSpec.class);
  }
}
