package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.name.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent, the answer is one that the API's own description knows, and never a failure of
 * ours. A build asks the same each time; for other questions: {@code ./slipway fire --door --seed
 * N}.
 */
@Tag("door")
class OpenApiUnderFireTest {
  private static final Bed BED = Bed.get();
  private static final long FIXED = 20_261_121;

  @TempDir Path folder;

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  @Test
  void answersOnlyWhatItsDescriptionKnows() throws Exception {
    var tool = Schemathesis.find();
    assumeThat(tool)
        .as("python3 with venv and pip, and a package index that has schemathesis, are needed here")
        .isPresent();
    String wanted = System.getProperty("slipway.door.seed", "");
    // a build asks the same every time; who looks for news gives another number
    holds(tool.get(), wanted.isEmpty() ? FIXED : Long.parseLong(wanted), Duration.ofSeconds(70));
  }

  private void holds(Schemathesis tool, long seed, Duration time) throws Exception {
    System.out.printf("door: seed %d for %d s%n", seed, time.toSeconds());
    String token = BED.token("schemathesis", Role.values());
    Path description = folder.resolve("openapi.json");
    Files.writeString(description, BED.anonymous().get("/api/v1/openapi").body());
    Schemathesis.Outcome outcome = tool.run(BED.address(), description, token, seed, time);
    assertThat(outcome.exit())
        .as(
            "seed %d; repeat it with: ./slipway fire --door --seed %d%n%s",
            seed, seed, outcome.output())
        .isZero();
  }
}
