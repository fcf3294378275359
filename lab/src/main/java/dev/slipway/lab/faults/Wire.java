package dev.slipway.lab.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One connection of a client, secured or not.
 *
 * @param raw below all security, so that it can be reset
 */
record Wire(Socket raw, Socket spoken, InputStream in, OutputStream out) implements AutoCloseable {
  /** The first byte of a TLS handshake; no protocol in the clear here begins with it. */
  private static final int HANDSHAKE = 0x16;

  static Wire plain(Socket raw) throws IOException {
    return new Wire(raw, raw, new BufferedInputStream(raw.getInputStream()), raw.getOutputStream());
  }

  /** In the clear or secured, as the client begins. */
  static Wire asSpoken(Socket raw, SSLContext identity) throws IOException {
    int first = raw.getInputStream().read();
    if (first < 0) {
      throw new IOException("the client left without a word");
    }
    byte[] consumed = {(byte) first};
    if (first != HANDSHAKE) {
      InputStream rest =
          new java.io.SequenceInputStream(new ByteArrayInputStream(consumed), raw.getInputStream());
      return new Wire(raw, raw, new BufferedInputStream(rest), raw.getOutputStream());
    }
    SSLSocket secured =
        (SSLSocket)
            identity.getSocketFactory().createSocket(raw, new ByteArrayInputStream(consumed), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return new Wire(
        raw, secured, new BufferedInputStream(secured.getInputStream()), secured.getOutputStream());
  }

  /** The peer sees a connection that was reset, not one that ended. */
  void reset() {
    try {
      raw.setSoLinger(true, 0);
      raw.close();
    } catch (IOException gone) {
      // nobody is there any more
    }
  }

  @Override
  public void close() throws IOException {
    spoken.close();
  }
}
