package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.contract.FailureType;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.temporal.failure.ApplicationFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An API server, or what stands before it, that takes a connection and then says too little. */
@Timeout(120)
class AnswerLimitTest {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n";

  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Integer>> hungUp = new CopyOnWriteArrayList<>();
  private ServerSocket server;
  private volatile String says = "";

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Socket one : open) {
      one.close();
    }
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        open.add(socket);
        Thread.startVirtualThread(() -> speak(socket));
      }
    } catch (IOException closed) {
      assertThat(server.isClosed()).isTrue();
    }
  }

  private void speak(Socket socket) {
    var end = new CompletableFuture<Integer>();
    try {
      var request =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = request.readLine();
      while (line != null && !line.isEmpty()) {
        line = request.readLine();
      }
      socket.getOutputStream().write(says.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      hungUp.add(end);
      end.complete(request.read());
    } catch (IOException gone) {
      end.completeExceptionally(new UncheckedIOException(gone));
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    assertGivenUp(client -> () -> client.namespaces().withName("shop").get());
    assertGivenUp(client -> () -> client.raw("/api/v1/namespaces/shop/pods/web/log"));
  }

  @Test
  void aServerThatFallsSilentInTheMiddleOfAnAnswerIsGivenUpAndItsConnectionClosed()
      throws ExecutionException, InterruptedException, TimeoutException {
    says = HEAD + "{\"kind\":\"Namespace\",";

    assertGivenUp(client -> () -> client.namespaces().withName("shop").get());
    assertGivenUp(client -> () -> client.pods().inNamespace("shop").list());
    assertGivenUp(client -> () -> client.raw("/api/v1/namespaces/shop/pods/web/log"));

    for (CompletableFuture<Integer> one : hungUp) {
      assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
    }
  }

  @Test
  void aServerThatSaysOnlyHowItWillAnswerIsGivenUp() {
    says = HEAD;

    assertGivenUp(client -> () -> client.namespaces().withName("shop").get());
  }

  @Test
  void anErrorThatBreaksOffIsGivenUp() {
    says = HEAD.replace("200 OK", "500 Internal Server Error");

    assertGivenUp(client -> () -> client.namespaces().withName("shop").get());
  }

  private interface Asking {
    Supplier<Object> by(KubernetesClient client);
  }

  private void assertGivenUp(Asking asking) {
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
    var settings = new SiteSettings(null, null, address, null, null, Duration.ofSeconds(2));
    try (KubernetesSite site = KubernetesSite.open(settings)) {
      ApplicationFailure failure =
          catchThrowableOfType(
              ApplicationFailure.class,
              () -> KubernetesFaults.calling("read it", asking.by(site.client())));
      assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
      assertThat(failure.getOriginalMessage())
          .contains("does not serve to read it")
          .containsAnyOf("timeout period of 2000ms", "no whole answer in time");
    }
  }
}
