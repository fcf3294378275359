package dev.slipway.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire to a server that can lose all answers from some moment on: what is sent still arrives. */
final class Wire implements Closeable {
  private final ServerSocket here;
  private final int port;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;

  /**
   * @param server host:port on this machine
   */
  Wire(String server) {
    try {
      here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = Integer.parseInt(server.substring(server.indexOf(':') + 1));
    Thread.startVirtualThread(this::accept);
  }

  String address() {
    return "127.0.0.1:" + here.getLocalPort();
  }

  void loseAnswers() {
    deaf = true;
  }

  private void accept() {
    while (!here.isClosed()) {
      try {
        Socket client = here.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(client);
        open.add(server);
        Thread.startVirtualThread(() -> carry(client, server, false));
        Thread.startVirtualThread(() -> carry(server, client, true));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void carry(Socket from, Socket to, boolean answers) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var bytes = new byte[64 * 1024];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (!answers || !deaf) {
          out.write(bytes, 0, read);
          out.flush();
        }
      }
    } catch (IOException closed) {
      deaf |= here.isClosed();
    }
  }

  @Override
  public void close() {
    try {
      here.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
