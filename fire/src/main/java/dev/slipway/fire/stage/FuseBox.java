package dev.slipway.fire.stage;

import dev.slipway.fire.fuse.Fuse;
import dev.slipway.fire.fuse.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Where all fuses end: hears of each moment and says whether the process lives on. */
public final class FuseBox implements AutoCloseable {
  private static final int WAITING_LINES = 200;

  private final ServerSocket server;
  private volatile Function<Moment, Boolean> watch = moment -> true;

  public FuseBox() {
    try {
      server = new ServerSocket(0, WAITING_LINES, InetAddress.getLoopbackAddress());
    } catch (IOException none) {
      throw new FireFailure("no free port on loopback", none);
    }
    Thread.ofPlatform().daemon().name("fuse-box").start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * @param lives called at each moment, by several threads; the process waits for it, and dies if
   *     it is false
   */
  public void watch(Function<Moment, Boolean> lives) {
    watch = lives;
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> hear(socket));
      } catch (IOException closed) {
        // ends with the server
      }
    }
  }

  private void hear(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      String line = in.readLine();
      if (line == null) {
        return;
      }
      if (line.startsWith(Fuse.LIFELINE)) {
        // stays until one of both is gone
        String unused = in.readLine();
        return;
      }
      String word = watch.apply(Moment.of(line)) ? Fuse.GO : Fuse.HALT;
      socket.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    } catch (IOException gone) {
      // it died while it was waiting
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException already) {
      // nobody can be told any more
    }
  }
}
