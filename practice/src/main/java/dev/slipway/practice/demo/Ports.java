package dev.slipway.practice.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Free ports of loopback. */
final class Ports {
  private Ports() {}

  static int free() {
    return free(1).getFirst();
  }

  /** Distinct ones: each is held until all are found. Another process may still be faster. */
  static List<Integer> free(int count) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var found = new ArrayList<Integer>();
      if (count > 1) {
        found.addAll(free(count - 1));
      }
      found.add(socket.getLocalPort());
      return found;
    } catch (IOException none) {
      throw new DemoFailure("no free port on loopback", none);
    }
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException silent) {
      return false;
    }
  }
}
