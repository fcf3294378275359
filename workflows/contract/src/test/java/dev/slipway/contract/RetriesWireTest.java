package dev.slipway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.contract.rollout.AutoscalerResult;
import dev.slipway.rollout.ChangeResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers in histories of builds that did not count attempts are answers at the first one. */
class RetriesWireTest {
  private final ObjectMapper mapper = Payloads.mapper();

  @Test
  void readsAnswersOfBuildsThatDidNotCount() throws IOException {
    assertThat(mapper.readValue("{\"type\":\"applied\",\"generation\":8}", ChangeResult.class))
        .isEqualTo(new ChangeResult.Applied(8));
    assertThat(mapper.readValue("{\"type\":\"conflict\",\"found\":\"x\"}", ChangeResult.class))
        .isEqualTo(new ChangeResult.Conflict("x"));
    assertThat(mapper.readValue("{\"changed\":[\"web\"]}", AutoscalerResult.class))
        .isEqualTo(new AutoscalerResult(List.of("web")));
  }

  @Test
  void writesAFirstAttemptAsThoseBuildsDid() throws IOException {
    String first = mapper.writeValueAsString(new ChangeResult.AlreadyThere(8));
    assertThat(first).isEqualTo("{\"type\":\"already-there\",\"generation\":8}");
  }

  @Test
  void keepsTheNumberOfRetries() throws IOException {
    ChangeResult third = new ChangeResult.Applied(8, 2);
    assertThat(mapper.readValue(mapper.writeValueAsString(third), ChangeResult.class))
        .isEqualTo(third)
        .extracting(ChangeResult::retries)
        .isEqualTo(2);
  }
}
