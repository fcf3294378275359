package dev.slipway.lab.agent;

import java.util.HashSet;
import java.util.Set;

/**
 * Gives each pod an address of its own in 10.244.0.0/16. An address comes back late, after all
 * others were used once, because whoever still talks to a deleted pod must not reach another one.
 */
final class Addresses {
  private static final int FIRST = 256;
  private static final int LAST = 0xFE00;
  private final Set<String> taken = new HashSet<>();
  private int next = FIRST;

  /**
   * Takes the wished address if it is free, as after a restart of the agent, else the next free
   * one.
   */
  synchronized String take(String wish) {
    if (wish.startsWith("10.244.") && taken.add(wish)) {
      return wish;
    }
    String address;
    do {
      address = "10.244." + (next >> 8) + "." + (next & 255);
      next = next == LAST ? FIRST : next + 1;
    } while (address.endsWith(".0") || address.endsWith(".255") || !taken.add(address));
    return address;
  }

  synchronized void giveBack(String address) {
    taken.remove(address);
  }
}
