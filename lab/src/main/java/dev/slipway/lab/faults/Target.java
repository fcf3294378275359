package dev.slipway.lab.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The real system behind a proxy.
 *
 * @param tls whom to trust there; null for a system that is spoken to in the clear
 */
public record Target(String host, int port, @Nullable SSLContext tls) {
  private static final int CONNECT_MILLIS = 5_000;

  /**
   * @param address {@code host:port} of a system without TLS
   */
  public static Target plain(String address) {
    int colon = address.lastIndexOf(':');
    return new Target(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), null);
  }

  Socket connect() throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      if (tls == null) {
        return socket;
      }
      SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true);
      var how = secured.getSSLParameters();
      how.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(how);
      secured.startHandshake();
      return secured;
    } catch (IOException unreachable) {
      socket.close();
      throw unreachable;
    }
  }
}
