package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Who sends or reads byte by byte is cut, and everybody else is served meanwhile. */
class SlowClientTest {
  private static final Bed BED = Bed.get();
  private static final String TOKEN = BED.token("slow", Role.ADMIN, Role.RELEASER);

  /** Far above the limits of the API under test, far below what it would take without them. */
  private static final Duration AT_THE_LATEST = Duration.ofSeconds(60);

  private static ConfigurableApplicationContext api = start();

  private static ConfigurableApplicationContext start() {
    return BED.startApi(
        "--slipway.door.request-time=1s",
        "--slipway.door.streams=1",
        "--server.tomcat.connection-timeout=6s");
  }

  private static String run = "";

  @BeforeAll
  static void tellVeryMuch() {
    BED.as("root", Role.ADMIN).yaml("/api/v1/documents", Documents.SHOP);
    run = ReleaseJourneyTest.start("lab", "slow-reader");
    ReleaseJourneyTest.await(run, view -> view.path("ended").asBoolean());
    assertThat(LongHistory.of(BED, RunId.of(run), 20_000)).isGreaterThan(20_000);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Socket connected(int window) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(window);
    socket.connect(
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), URI.create(Bed.address(api)).getPort()));
    return socket;
  }

  /** Sends the beginning and then one byte at a time, until the server has had enough. */
  private static String drip(String beginning) throws IOException {
    long end = System.nanoTime() + AT_THE_LATEST.toNanos();
    try (Socket socket = connected(64_000)) {
      socket.setSoTimeout(50);
      socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
      var answer = new StringBuilder();
      while (System.nanoTime() < end) {
        if (isOver(socket.getInputStream(), answer)) {
          return answer.toString();
        }
        try {
          socket.getOutputStream().write('x');
        } catch (IOException cut) {
          return answer.toString();
        }
      }
      throw new AssertionError("still connected after " + AT_THE_LATEST + ": " + answer);
    }
  }

  private static boolean isOver(InputStream in, StringBuilder answer) throws IOException {
    try {
      int read = in.read();
      answer.append(read < 0 ? "" : String.valueOf((char) read));
      return read < 0;
    } catch (java.net.SocketTimeoutException quiet) {
      return false;
    } catch (java.net.SocketException cut) {
      return true;
    }
  }

  @Test
  void isCutInTheMiddleOfItsHead() throws IOException {
    assertThat(drip("GET /livez HTTP/1.1\r\nHost: here\r\nX-Slow: ")).isEmpty();
  }

  @Test
  void isCutInTheMiddleOfTheFirstLine() throws IOException {
    assertThat(drip("GET /livez?")).isEmpty();
  }

  @Test
  void isAnsweredThatTheBodyCameTooSlowly() throws IOException {
    String head =
        "POST /api/v1/releases HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n"
            .formatted(TOKEN);
    assertThat(drip(head + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"))
        .startsWith("HTTP/1.1 408")
        .contains("urn:slipway:problem:too-slow", "did not arrive within 1s");
  }

  @Test
  void getsNoPatienceAtAllWithoutAToken() throws IOException {
    assertThat(
            drip("POST /api/v1/releases HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\n{"))
        .startsWith("HTTP/1.1 401");
  }

  @Test
  void isCutWhenItNeverReadsTheTimeLine() throws IOException {
    Caller other = new Caller(Bed.address(api), TOKEN);
    String timeline = "/api/v1/releases/" + run + "/timeline";
    try (Socket silent = connected(4_000)) {
      silent
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(timeline, TOKEN)
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(silent.getInputStream().read()).isEqualTo('H');
      Caller.Reply busy = other.get(timeline);
      assertThat(busy.status()).as("the only place is taken").isEqualTo(429);
      assertThat(busy.header("Retry-After")).isEqualTo("1");
      assertThat(busy.body()).contains("urn:slipway:problem:busy");
      assertThat(other.get("/api/v1/releases/" + run).status()).isEqualTo(200);
      long end = System.nanoTime() + AT_THE_LATEST.toNanos();
      while (other.with("Accept", "application/json").get(timeline).status() != 200) {
        assertThat(System.nanoTime()).as("its place is free again").isLessThan(end);
        LockSupport.parkNanos(100_000_000);
      }
    }
  }

  @Test
  void doesNotKeepOthersWaitingHoweverManyThereAre() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 400; i++) {
        Socket socket = connected(4_000);
        socket
            .getOutputStream()
            .write("GET /livez HTTP/1.1\r\nX".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      assertThat(new Caller(Bed.address(api), TOKEN).get("/api/v1/documents").status())
          .isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }
}
