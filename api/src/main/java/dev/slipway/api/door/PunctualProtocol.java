package dev.slipway.api.door;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP by Tomcat, with a limit for how long the head of one request may take. Tomcat itself limits
 * only the silence between two bytes, so a client that sends one byte now and then would keep its
 * connection for ever. Made by Tomcat, by the name of this class.
 */
public final class PunctualProtocol extends Http11NioProtocol {
  private volatile long limitNanos = Duration.ofSeconds(20).toNanos();

  public PunctualProtocol() {
    getEndpoint().setHandler(new Punctual(getHandler()));
  }

  /** How long the head of a request may take from its first byte to its last. */
  void setHeadTime(Duration limit) {
    limitNanos = limit.toNanos();
  }

  private final class Punctual implements Handler<NioChannel> {
    private final Handler<NioChannel> served;
    private final Map<SocketWrapperBase<NioChannel>, Long> begun = new ConcurrentHashMap<>();

    Punctual(Handler<NioChannel> served) {
      this.served = served;
    }

    /** LONG is what Tomcat says of a request whose head is not complete yet. */
    @Override
    public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
      long since = begun.computeIfAbsent(socket, first -> System.nanoTime());
      SocketState state = served.process(socket, event);
      boolean unfinished = state == SocketState.LONG;
      if (unfinished && System.nanoTime() - since <= limitNanos) {
        return state;
      }
      begun.remove(socket);
      return unfinished ? SocketState.CLOSED : state;
    }

    @Override
    public Object getGlobal() {
      return served.getGlobal();
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> socket) {
      begun.remove(socket);
      served.release(socket);
    }

    @Override
    public void pause() {
      served.pause();
    }

    @Override
    public void recycle() {
      served.recycle();
    }
  }
}
