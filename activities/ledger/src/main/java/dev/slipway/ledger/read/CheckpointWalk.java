package dev.slipway.ledger.read;

import dev.slipway.ledger.Checkpoint;
import dev.slipway.ledger.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks along the chain over all runs and notes the first break. */
final class CheckpointWalk {
  private final List<Break> breaks = new ArrayList<>();
  private long number;
  private String hash = Sha256.NOTHING;
  private long count;

  void next(Checkpoint next) {
    count++;
    String wrong = breaks.isEmpty() ? objection(next) : null;
    if (wrong != null) {
      breaks.add(new Break("checkpoint " + next.number(), wrong));
    }
    number = next.number();
    hash = next.hash();
  }

  private @Nullable String objection(Checkpoint next) {
    if (next.number() != number + 1) {
      return "checkpoints %d to %d before it are missing".formatted(number + 1, next.number() - 1);
    }
    if (!next.prevHash().equals(hash)) {
      return "it does not follow the checkpoint before it";
    }
    return next.hash().equals(next.expectedHash())
        ? null
        : "its content is not what was hashed: it was changed after it was written";
  }

  List<Break> breaks() {
    return List.copyOf(breaks);
  }

  long count() {
    return count;
  }
}
