package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** A history of fifty thousand facts is read as a stream, in order, each once, from any place. */
@Tag("lab")
class HugeHistoryTest {
  private static final int FACTS = 50_000;
  private static final Bed BED = Bed.get();
  private static final String VIEWER = BED.token("viewer", Role.VIEWER);
  private static String run = "";
  private static int facts;

  @BeforeAll
  static void tellVeryMuch() {
    BED.as("root", Role.ADMIN).yaml("/api/v1/documents", Documents.SHOP);
    run = ReleaseJourneyTest.start("lab", "huge-history");
    ReleaseJourneyTest.await(run, view -> view.path("ended").asBoolean());
    facts = LongHistory.of(BED, RunId.of(run), FACTS);
    assertThat(facts).isGreaterThan(FACTS);
  }

  private static InputStream read(String accept, String last)
      throws IOException, InterruptedException {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(BED.address() + "/api/v1/releases/" + run + "/timeline"))
                    .header("Authorization", "Bearer " + VIEWER)
                    .header("Accept", accept)
                    .header("Last-Event-ID", last)
                    .build(),
                BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void isOneJsonListThatIsWrittenWhileItIsRead() throws Exception {
    long expected = 0;
    try (var parser = new JsonMapper().createParser(read("application/json", "0"))) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        var entry = parser.readValueAsTree();
        assertThat(((tools.jackson.databind.JsonNode) entry).path("seq").asLong())
            .isEqualTo(++expected);
      }
    }
    assertThat(expected).isEqualTo(facts);
  }

  @Test
  void isAStreamOfEventsThatGoesOnAnywhereAndEnds() throws Exception {
    int from = facts - 30_000;
    var expected = new AtomicLong(from);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                read("text/event-stream", String.valueOf(from)), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> line.startsWith("id: "))
          .forEach(
              line -> assertThat(line).isEqualTo("id: %d".formatted(expected.incrementAndGet())));
    }
    assertThat(expected.get()).isEqualTo(facts);
  }

  @Test
  void isExplainedAndShown() {
    Caller viewer = new Caller(BED.address(), VIEWER);
    assertThat(viewer.get("/api/v1/releases/" + run).status()).isEqualTo(200);
    assertThat(viewer.get("/api/v1/releases/" + run + "/explain").status()).isEqualTo(200);
  }
}
