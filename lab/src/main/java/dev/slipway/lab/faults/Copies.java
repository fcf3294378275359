package dev.slipway.lab.faults;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers to reads as they were before the last write: what a cache that lags still shows. */
final class Copies {
  private static final int MOST = 2_000;

  private final Map<String, byte[]> before = new LinkedHashMap<>();
  private final Map<String, byte[]> since = new LinkedHashMap<>();

  /** A write makes all that was read before it old. */
  synchronized void writing(Deed deed) {
    if (deed == Deed.WRITE) {
      before.putAll(since);
      since.clear();
    }
  }

  /** Single objects and lists; no answers of applications behind the system, and no streams. */
  boolean wants(HttpHead request, HttpHead answer) {
    return request.method().equals("GET")
        && answer.status() == 200
        && !request.path().contains("/proxy")
        && !request.path().contains("/log?")
        && !request.path().contains("watch=");
  }

  synchronized void keep(HttpHead request, byte[] answer) {
    if (since.size() < MOST) {
      since.put(request.path(), answer);
    }
  }

  synchronized Optional<byte[]> before(HttpHead request) {
    return Optional.ofNullable(before.get(request.path()));
  }
}
