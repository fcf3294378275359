package dev.slipway.people;

import java.util.ArrayList;
import java.util.List;

/**
 * Addresses with which an attempt is done, so that the next one writes to the others only.
 *
 * @param taken the relay has the mail for them
 * @param refused the relay will never take a mail for them
 */
record Settled(List<String> taken, List<String> refused) {
  Settled {
    taken = List.copyOf(taken);
    refused = List.copyOf(refused);
  }

  static Settled none() {
    return new Settled(List.of(), List.of());
  }

  Settled and(List<String> moreTaken, List<String> moreRefused) {
    List<String> allTaken = new ArrayList<>(taken);
    allTaken.addAll(moreTaken);
    List<String> allRefused = new ArrayList<>(refused);
    allRefused.addAll(moreRefused);
    return new Settled(allTaken, allRefused);
  }

  /** Those of these addresses that are still to be written to. */
  List<String> open(List<String> all) {
    return all.stream().filter(one -> !taken.contains(one) && !refused.contains(one)).toList();
  }
}
