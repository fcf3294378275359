package dev.slipway.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for processes that must be told theirs. They lie below those that the kernel gives to
 * connections (32768 to 60999 on Linux): one of those may be taken by any connection between the
 * look and the start.
 */
public final class FreePort {
  private static final int LOWEST = 15_000;
  private static final int BEYOND = 30_000;
  private static final int TRIES = 200;

  private FreePort() {}

  /**
   * @throws UncheckedIOException when none is found
   */
  public static int any() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (isFree(port)) {
        return port;
      }
    }
    throw new UncheckedIOException(
        new IOException("no free port found from %d to %d".formatted(LOWEST, BEYOND - 1)));
  }

  /** Distinct ones. */
  public static List<Integer> several(int count) {
    Set<Integer> found = new LinkedHashSet<>();
    while (found.size() < count) {
      found.add(any());
    }
    return List.copyOf(found);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
