package dev.slipway.fire.fuse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The line to whoever plays with fire. Each word is a connection of its own. */
public final class Fuse {
  /** System property with the port on loopback. */
  public static final String PORT = "slipway.fuse.port";

  /** System property: the name of this process. */
  public static final String NAME = "slipway.fuse.name";

  /** First word of the connection that stays as long as the process lives. */
  public static final String LIFELINE = "alive";

  /** Answers to a moment. */
  public static final String GO = "go";

  public static final String HALT = "halt";

  /** What a shell reports of a process that got kill -9. */
  private static final int KILLED = 137;

  private final int port;

  private Fuse(int port) {
    this.port = port;
  }

  /** The fuse of this process, with its lifeline. */
  static Fuse lit() {
    Fuse fuse = new Fuse(Integer.getInteger(PORT, 0));
    Thread.ofPlatform().daemon().name("fuse").start(fuse::stay);
    return fuse;
  }

  /** Comes back, or never. */
  void pass(Moment moment) {
    try {
      if (HALT.equals(ask(moment.line()))) {
        die();
      }
    } catch (IOException gone) {
      die();
    }
  }

  private void stay() {
    try {
      ask(LIFELINE + " " + System.getProperty(NAME, "nobody"));
    } catch (IOException gone) {
      // the same as a line that ends
    }
    die();
  }

  private String ask(String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      String answer = in.readLine();
      return answer == null ? HALT : answer;
    }
  }

  /** As kill -9 does: no hook, no flush, no goodbye. */
  private static void die() {
    Runtime.getRuntime().halt(KILLED);
  }
}
