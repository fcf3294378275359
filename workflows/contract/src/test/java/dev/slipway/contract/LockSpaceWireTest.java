package dev.slipway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lock.LockPurpose;
import dev.slipway.lock.LockRequest;
import dev.slipway.lock.LockSpace;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lock space is handed from run to run of its workflow: what it loses there is lost. */
class LockSpaceWireTest {
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void carriesEverythingToTheNextRun() throws IOException {
    var request =
        new LockRequest(
            RunId.of("a"),
            "release/a",
            LockPurpose.RELEASE,
            List.of(ServiceName.of("backend")),
            "ann",
            false);
    LockSpace held = LockSpace.of(PROD).acquire(request, NOW).next();
    LockSpace unsure = LockSpace.bornAnew(PROD).acquire(request, NOW).next();

    assertThat(overTheWire(held)).isEqualTo(held);
    assertThat(overTheWire(unsure)).isEqualTo(unsure);
    assertThat(overTheWire(unsure.unsure("no answer", NOW).next()).hasSaidWhy()).isTrue();
  }

  @Test
  void whatAnOlderBuildHandedOverKnowsWhoHoldsWhat() throws IOException {
    String older =
        """
        {"environment":"prod","lastToken":7,"holders":[],"queue":[{"run":"a","workflowId":"release/a",
         "purpose":"release","services":["backend"],"by":"ann","ignoreFreeze":false}],
         "freezes":[],"stop":null}
        """;

    LockSpace read = Payloads.mapper().readValue(older, LockSpace.class);

    assertThat(read.knows()).isTrue();
    assertThat(read.queue().getFirst().freezes()).isEmpty();
  }

  private static LockSpace overTheWire(LockSpace space) throws IOException {
    return Payloads.mapper()
        .readValue(Payloads.mapper().writeValueAsString(space), LockSpace.class);
  }
}
