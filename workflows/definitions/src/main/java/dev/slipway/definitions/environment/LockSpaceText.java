package dev.slipway.definitions.environment;

import dev.slipway.lock.LockSpace;
import java.util.ArrayList;

/** The lock space in words, for the Web UI. */
final class LockSpaceText {
  private LockSpaceText() {}

  static String of(LockSpace space) {
    var lines = new ArrayList<String>();
    lines.add("### " + space.environment());
    if (space.stop() != null) {
      lines.add("**EMERGENCY STOP** by %s: %s".formatted(space.stop().by(), space.stop().reason()));
    }
    space
        .holders()
        .forEach(
            h ->
                lines.add(
                    "- holds: `%s` %s (token %d)"
                        .formatted(h.request().run(), h.request().services(), h.token())));
    space.queue().forEach(r -> lines.add("- waits: `%s` %s".formatted(r.run(), r.services())));
    return String.join("\n", lines);
  }

  static String holders(LockSpace space) {
    return space.holders().isEmpty()
        ? "none"
        : String.join(", ", space.holders().stream().map(h -> h.request().run().value()).toList());
  }
}
