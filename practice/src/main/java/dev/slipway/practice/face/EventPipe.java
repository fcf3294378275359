package dev.slipway.practice.face;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps events until the connection is ready to take them, and their order always. */
final class EventPipe implements Consumer<String> {
  private final Deque<String> waiting = new ArrayDeque<>();
  private @Nullable Consumer<String> wire;

  @Override
  public synchronized void accept(String event) {
    if (wire == null) {
      waiting.add(event);
    } else {
      wire.accept(event);
    }
  }

  synchronized void attach(Consumer<String> connection) {
    waiting.forEach(connection);
    waiting.clear();
    wire = connection;
  }
}
