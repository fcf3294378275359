package dev.slipway.ledger.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.Entry;
import dev.slipway.ledger.Json;
import dev.slipway.ledger.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks along the chains of runs, in order, and notes the first break of each. */
final class ChainWalk {
  private final List<Break> breaks = new ArrayList<>();
  private @Nullable String run;
  private boolean broken;
  private long seq;
  private String hash = Sha256.NOTHING;
  private long runs;
  private long entries;

  void next(Entry entry) {
    if (!entry.run().equals(run)) {
      run = entry.run();
      broken = false;
      seq = 0;
      hash = Sha256.NOTHING;
      runs++;
    }
    entries++;
    String wrong = broken ? null : objection(entry);
    if (wrong != null) {
      broken = true;
      breaks.add(new Break("run %s, entry %d".formatted(entry.run(), entry.seq()), wrong));
    }
    seq = entry.seq();
    hash = entry.hash();
  }

  private @Nullable String objection(Entry entry) {
    if (entry.seq() != seq + 1) {
      return "entries %d to %d before it are missing".formatted(seq + 1, entry.seq() - 1);
    }
    if (!entry.prevHash().equals(hash)) {
      return "it does not follow the entry before it: another one stood there when it was written";
    }
    if (!entry.hash().equals(entry.expectedHash())) {
      return "its content is not what was hashed: it was changed after it was written";
    }
    return entry.kind().equals(kind(entry))
        ? null
        : "its kind says '%s', its content '%s'".formatted(entry.kind(), kind(entry));
  }

  private static String kind(Entry entry) {
    return Json.readIfKnown(entry.fact(), JsonNode.class)
        .map(node -> node.path("fact").asText())
        .orElse("");
  }

  List<Break> breaks() {
    return List.copyOf(breaks);
  }

  long runs() {
    return runs;
  }

  long entries() {
    return entries;
  }
}
