package dev.slipway.lab.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A listening place on loopback in front of one real system. It stands on the JDK's sockets and TLS
 * alone, because none of the libraries at hand resets a connection between a system's effect and
 * its answer: Toxiproxy is a program of its own that knows bytes and no requests, WireMock and
 * MockServer answer in a system's place.
 */
public final class Proxy implements AutoCloseable {
  private static final int WAITING = 200;

  private final ServerSocket server;
  private final Switchboard board = new Switchboard();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final @Nullable Certificates identity;
  private final Talk talk;

  private Proxy(Target target, @Nullable Certificates identity, @Nullable Framing framing) {
    this.identity = identity;
    talk = framing == null ? new HttpTalk(target, board) : new StreamTalk(target, board, framing);
    try {
      server = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
    } catch (IOException none) {
      throw new UncheckedIOException("no free port on loopback", none);
    }
    Thread.ofPlatform().daemon().name("fault-proxy-" + server.getLocalPort()).start(this::accept);
  }

  /**
   * In front of a system that speaks HTTP.
   *
   * @param identity what it shows to clients that want TLS; others are served in the clear
   */
  public static Proxy http(Target target, Certificates identity) {
    return new Proxy(target, identity, null);
  }

  /** In front of a system that speaks something else, always in the clear. */
  public static Proxy stream(Target target, Framing framing) {
    return new Proxy(target, null, framing);
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return server.getLocalPort();
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  /** From now on requests are counted, and these fail. */
  public void arm(Strike strike) {
    board.arm(strike);
  }

  /** Everything passes from now on. */
  public void calm() {
    board.calm();
  }

  /** What was hit since the proxy began, in order. */
  public List<String> struck() {
    return board.struck();
  }

  /** Requests that asked to be told of changes as they come. */
  public List<String> watches() {
    return board.watches();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket raw = server.accept();
        connections.add(raw);
        Thread.ofVirtual().start(() -> serve(raw));
      } catch (IOException closed) {
        // ends with the server
      }
    }
  }

  private void serve(Socket raw) {
    try (raw) {
      raw.setTcpNoDelay(true);
      board.sit();
      try (Wire wire = wire(raw)) {
        talk.serve(wire);
      }
    } catch (IOException gone) {
      // one of both sides left: so does the other
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(raw);
    }
  }

  private Wire wire(Socket raw) throws IOException {
    return identity == null
        ? Wire.plain(raw)
        : Wire.asSpoken(raw, identity.shown(board.goesOn(Fault.EXPIRED)));
  }

  @Override
  public void close() {
    board.calm();
    try {
      server.close();
      for (Socket open : connections) {
        open.close();
      }
    } catch (IOException already) {
      // nobody can be told any more
    }
  }
}
