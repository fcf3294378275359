package dev.slipway.practice.app;

import java.util.Set;
import java.util.TreeSet;

/** The things a caller has created in one application and not deleted yet, by id. */
final class Shelf {
  private final String prefix;
  private final Set<String> ids = new TreeSet<>();
  private int made;

  Shelf(String prefix) {
    this.prefix = prefix;
  }

  synchronized String create() {
    made++;
    String id = prefix + "-" + made;
    ids.add(id);
    return id;
  }

  synchronized boolean has(String id) {
    return ids.contains(id);
  }

  synchronized boolean delete(String id) {
    return ids.remove(id);
  }

  synchronized int size() {
    return ids.size();
  }
}
