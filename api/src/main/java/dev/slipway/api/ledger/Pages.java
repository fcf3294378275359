package dev.slipway.api.ledger;

import dev.slipway.ledger.read.Timeline;
import dev.slipway.ledger.read.Told;
import dev.slipway.name.RunId;
import java.util.List;
import java.util.stream.Stream;

/** A whole time line, read page by page. */
final class Pages {
  private static final int PAGE = 500;

  private Pages() {}

  static Stream<Told> all(Timeline timeline, RunId run, long after) {
    return Stream.iterate(
            timeline.after(run, after, PAGE),
            page -> !page.isEmpty(),
            page -> timeline.after(run, page.getLast().seq(), PAGE))
        .flatMap(List::stream);
  }
}
