package dev.slipway.lock;

import dev.slipway.name.RunId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of an environment's locks.
 *
 * @param stop the emergency stop in force; null when there is none
 */
public record LockMemory(List<Holder> holders, @Nullable StopOrder stop) {
  public LockMemory {
    holders = List.copyOf(holders);
  }

  public static LockMemory none() {
    return new LockMemory(List.of(), null);
  }

  Optional<Holder> holder(RunId run) {
    return holders.stream().filter(h -> h.request().run().equals(run)).findFirst();
  }
}
