package dev.slipway.definitions.environment;

import dev.slipway.gate.FreezeWindow;
import dev.slipway.lock.Holder;
import dev.slipway.lock.LockRequest;
import dev.slipway.lock.LockSpace;
import dev.slipway.lock.Waiter;
import dev.slipway.name.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The lock space in words, for the Web UI. */
final class LockSpaceText {
  private LockSpaceText() {}

  static String of(LockSpace space, Instant now) {
    var lines = new ArrayList<String>();
    lines.add("### " + space.environment());
    if (space.stop() != null) {
      lines.add(
          "**EMERGENCY STOP** by %s since `%s`%s: %s"
              .formatted(
                  space.stop().by(),
                  space.stop().at(),
                  space.stop().toStable() ? " (back to stable)" : "",
                  space.stop().reason()));
    }
    if (!space.knows()) {
      lines.add(
          "**nothing is granted**: it asks the ledger who holds what. " + said(space.unsure()));
    }
    space.holders().forEach(h -> lines.add(holds(h)));
    space.waiters(now).forEach(w -> lines.add(waits(w)));
    if (space.holders().isEmpty() && space.queue().isEmpty()) {
      lines.add("nobody holds or waits for a lock");
    }
    space.freezes().forEach(f -> lines.add(freeze(f, now)));
    return String.join("\n", lines);
  }

  private static String said(@Nullable String why) {
    return why == null ? "" : why;
  }

  private static String holds(Holder holder) {
    LockRequest request = holder.request();
    return "- **holds** `%s` of %s: %s (token %d)"
        .formatted(request.run(), request.by(), services(request), holder.token());
  }

  private static String waits(Waiter waiter) {
    LockRequest request = waiter.request();
    return "- **waits** `%s` of %s for %s: %s"
        .formatted(request.run(), request.by(), services(request), waiter.why());
  }

  private static String freeze(FreezeWindow window, Instant now) {
    return "- freeze window %s%s"
        .formatted(
            window.name(),
            window.coversUntil(now).map(end -> ": in force until `" + end + "`").orElse(""));
  }

  private static String services(LockRequest request) {
    return String.join(", ", request.services().stream().map(ServiceName::value).toList());
  }

  static String holders(LockSpace space) {
    return space.holders().isEmpty()
        ? "none"
        : String.join(", ", space.holders().stream().map(h -> h.request().run().value()).toList());
  }
}
