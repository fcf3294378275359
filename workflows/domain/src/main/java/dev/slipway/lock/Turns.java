package dev.slipway.lock;

import dev.slipway.name.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One walk through the queue: who may go now, and what the others wait for. */
final class Turns {
  private final LockSpace space;
  private final Instant now;
  private final List<Holder> holders;
  private final List<Holder> granted = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private long token;

  private Turns(LockSpace space, Instant now) {
    this.space = space;
    this.now = now;
    holders = new ArrayList<>(space.holders());
    token = space.lastToken();
  }

  static Turns of(LockSpace space, Instant now) {
    var turns = new Turns(space, now);
    space.queue().forEach(turns::take);
    return turns;
  }

  private void take(LockRequest request) {
    String why = obstacle(request);
    if (why != null) {
      waiters.add(new Waiter(request, why));
      return;
    }
    token = Math.max(token + 1, now.getEpochSecond());
    var holder = new Holder(request, token);
    holders.add(holder);
    granted.add(holder);
  }

  private @Nullable String obstacle(LockRequest request) {
    if (space.unsure() != null) {
      return space.unsure();
    }
    Optional<String> before = held(request).or(() -> ahead(request));
    if (before.isPresent()) {
      return before.get();
    }
    StopOrder stop = space.stop();
    if (stop != null && request.purpose() != LockPurpose.ROLLBACK) {
      return "emergency stop by %s: %s".formatted(stop.by(), stop.reason());
    }
    return Frozen.of(space, request, now).map(Frozen::why).orElse(null);
  }

  private Optional<String> held(LockRequest request) {
    return holders.stream()
        .map(Holder::request)
        .filter(h -> h.overlaps(request))
        .findFirst()
        .map(
            h ->
                "waits for %s of %s, which holds %s"
                    .formatted(h.run(), h.by(), shared(h, request)));
  }

  private Optional<String> ahead(LockRequest request) {
    return waiters.stream()
        .map(Waiter::request)
        .filter(r -> r.overlaps(request))
        .findFirst()
        .map(
            r ->
                "waits behind %s of %s, which wants %s too"
                    .formatted(r.run(), r.by(), shared(r, request)));
  }

  private static String shared(LockRequest a, LockRequest b) {
    return String.join(
        ", ",
        a.services().stream().filter(b.services()::contains).map(ServiceName::value).toList());
  }

  List<Holder> holders() {
    return holders;
  }

  /** Those of the holders that were waiting until now. */
  List<Holder> granted() {
    return granted;
  }

  List<Waiter> waiters() {
    return waiters;
  }

  long token() {
    return token;
  }
}
