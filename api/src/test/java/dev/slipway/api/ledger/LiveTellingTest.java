package dev.slipway.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.read.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A run may end between any two questions to the ledger. */
class LiveTellingTest {
  /** Ends right after a question was answered, with two facts that are there from then on. */
  private static final class Ending implements LiveTelling.Story {
    private final List<Told> facts = new ArrayList<>(List.of(told(1, "started")));
    private int questionsToTheEnd;

    Ending(int questionsToTheEnd) {
      this.questionsToTheEnd = questionsToTheEnd;
    }

    @Override
    public boolean hasEnded() {
      boolean ended = facts.size() > 1;
      asked();
      return ended;
    }

    @Override
    public List<Told> after(long seq) {
      List<Told> page = facts.stream().filter(told -> told.seq() > seq).toList();
      asked();
      return page;
    }

    private void asked() {
      questionsToTheEnd--;
      if (questionsToTheEnd == 0) {
        facts.add(told(2, "undo failed"));
        facts.add(told(3, "ended"));
      }
    }

    private static Told told(long seq, String sentence) {
      return new Told(seq, "key-" + seq, "kind", Instant.EPOCH, sentence, null, "{}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void tellsTheLastFactsBeforeItEndsWheneverThatIs(int questionsToTheEnd) throws IOException {
    var out = new ByteArrayOutputStream();
    new LiveTelling(new Ending(questionsToTheEnd), new Closing(), new JsonMapper()).write(0, out);

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.startsWith("id: ") || line.equals("event: end"))
        .containsExactly("id: 1", "id: 2", "id: 3", "event: end");
  }
}
