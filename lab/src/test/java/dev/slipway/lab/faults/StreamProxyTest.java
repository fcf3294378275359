package dev.slipway.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The system answers each line with {@code 250 LINE}. */
@Timeout(120)
class StreamProxyTest {
  private final List<String> reached = new CopyOnWriteArrayList<>();
  private ServerSocket system;

  @BeforeEach
  void begin() throws IOException {
    system = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void end() throws IOException {
    system.close();
  }

  private void serve() {
    while (!system.isClosed()) {
      try {
        Socket socket = system.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket;
        BufferedReader in = reader(socket)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        reached.add(line);
        socket.getOutputStream().write(("250 " + line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException gone) {
      // as a server that has lost its client
    }
  }

  @Test
  void passesOnWhatIsSaid() throws IOException {
    try (Proxy proxy = proxy(Framing.BYTES);
        Client client = new Client(proxy)) {
      assertThat(client.say("one")).isEqualTo("250 one");
      assertThat(client.say("two")).isEqualTo("250 two");
    }
  }

  @Test
  void aResetBeforeTheMessageLeavesNoTrace() throws IOException {
    try (Proxy proxy = proxy(Framing.BYTES);
        Client client = new Client(proxy)) {
      proxy.arm(Strike.once(Fault.RESET_BEFORE, Deed.WRITE, 2));

      assertThat(client.say("one")).isEqualTo("250 one");
      assertThatThrownBy(() -> client.say("two")).isInstanceOf(IOException.class);
    }
    assertThat(reached).containsExactly("one");
  }

  @Test
  void aLostAnswerComesAfterTheEffect() throws IOException {
    try (Proxy proxy = proxy(Framing.BYTES);
        Client client = new Client(proxy)) {
      proxy.arm(Strike.once(Fault.RESET_AFTER, Deed.WRITE, 1));

      assertThatThrownBy(() -> client.say("one")).isInstanceOf(IOException.class);
    }
    assertThat(reached).containsExactly("one");
  }

  @Test
  void ofHalfAnAnswerNoMoreComes() throws IOException {
    try (Proxy proxy = proxy(Framing.BYTES);
        Client client = new Client(proxy)) {
      proxy.arm(Strike.once(Fault.HALF, Deed.WRITE, 1));

      assertThatThrownBy(() -> client.say("one")).isInstanceOf(IOException.class);
    }
    assertThat(reached).containsExactly("one");
  }

  @Test
  void aHoleHoldsBackWhatWasSaidAlready() throws IOException {
    try (Proxy proxy = proxy(Framing.BYTES);
        Client other = new Client(proxy);
        Client client = new Client(proxy)) {
      assertThat(other.say("before")).isEqualTo("250 before");
      proxy.arm(Strike.staying(Fault.HOLE, Deed.WRITE, 1));

      assertThatThrownBy(() -> client.say("one")).isInstanceOf(SocketTimeoutException.class);
      assertThatThrownBy(() -> other.say("two")).isInstanceOf(SocketTimeoutException.class);
      proxy.calm();
      try (Client later = new Client(proxy)) {
        assertThat(later.say("three")).isEqualTo("250 three");
      }
    }
    assertThat(reached).doesNotContain("one");
  }

  @Test
  void aRelayRefusesInItsOwnWords() throws IOException {
    try (Proxy proxy = proxy(Framing.SMTP);
        Client client = new Client(proxy)) {
      proxy.arm(Strike.once(Fault.OVERLOADED, Deed.WRITE, 1));

      assertThat(client.say("MAIL FROM:<a@b>")).isEqualTo("250 MAIL FROM:<a@b>");
      assertThat(client.say("DATA")).isEqualTo("250 DATA");
      assertThat(client.say("MAIL is no command inside of a letter")).startsWith("250");
      assertThat(client.say(".")).isEqualTo("451 4.3.0 not now");
    }
    assertThat(reached).doesNotContain(".");
  }

  private Proxy proxy(Framing framing) {
    return Proxy.stream(Target.plain("127.0.0.1:" + system.getLocalPort()), framing);
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private record Client(Socket socket, BufferedReader in) implements AutoCloseable {
    Client(Proxy proxy) throws IOException {
      this(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
    }

    private Client(Socket socket) throws IOException {
      this(socket, reader(socket));
      socket.setSoTimeout(5_000);
    }

    String say(String line) throws IOException {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      String answer = in.readLine();
      if (answer == null || !(answer.startsWith("250 " + line) || answer.startsWith("451"))) {
        throw new IOException("the connection ended in the answer '%s'".formatted(answer));
      }
      return answer;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
