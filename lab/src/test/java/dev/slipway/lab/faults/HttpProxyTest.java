package dev.slipway.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class HttpProxyTest {
  @TempDir static Path folder;

  private final List<String> reached = new CopyOnWriteArrayList<>();
  private HttpServer system;
  private Certificates identity;
  private Proxy proxy;
  private HttpClient client;

  @BeforeEach
  void begin() throws Exception {
    system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    system.createContext("/", this::serve);
    system.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    system.start();
    identity = TestAuthority.in(folder);
    proxy = Proxy.http(Target.plain("127.0.0.1:" + system.getAddress().getPort()), identity);
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(identity.trust())
            .build();
  }

  @AfterEach
  void end() {
    client.shutdownNow();
    proxy.close();
    system.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String said =
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("Authorization")
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      reached.add(said);
      byte[] answer = ("number " + reached.size()).getBytes(StandardCharsets.UTF_8);
      boolean chunked = exchange.getRequestURI().getPath().contains("chunked");
      exchange.sendResponseHeaders(200, chunked ? 0 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Test
  void passesRequestsOnWithTheCredentialsOfTheClient() throws Exception {
    assertThat(send("PATCH", "/a?b=c", "body").body()).isEqualTo("number 1");
    assertThat(send("GET", "/chunked", "").body()).isEqualTo("number 2");

    assertThat(reached)
        .containsExactly("PATCH /a?b=c Bearer mine body", "GET /chunked Bearer mine ");
  }

  @Test
  void servesClientsInTheClearToo() throws Exception {
    URI plain = URI.create("http://" + proxy.address() + "/a");

    var answer =
        client.send(HttpRequest.newBuilder(plain).build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body()).isEqualTo("number 1");
  }

  @Test
  void refusesTheChosenWriteOnlyAndSaysWhenToComeBack() throws Exception {
    proxy.arm(Strike.once(Fault.TOO_MANY, Deed.WRITE, 2));

    assertThat(send("PUT", "/one", "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/look", "").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = send("PUT", "/two", "");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("3");
    assertThat(send("PUT", "/two", "").statusCode()).isEqualTo(200);
    assertThat(proxy.struck()).containsExactly("PUT /two");
    assertThat(reached).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONFLICT", "SERVER_ERROR", "OVERLOADED"})
  void refusesInTheSystemsPlace(Fault fault) throws Exception {
    proxy.arm(Strike.once(fault, Deed.WRITE, 1));

    assertThat(send("PUT", "/one", "").statusCode()).isEqualTo(Integer.parseInt(fault.word()));
    assertThat(reached).isEmpty();
  }

  @Test
  void aResetBeforeTheRequestLeavesNoTrace() {
    proxy.arm(Strike.once(Fault.RESET_BEFORE, Deed.WRITE, 1));

    assertThatThrownBy(() -> send("POST", "/one", "x")).isInstanceOf(IOException.class);
    assertThat(reached).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET_AFTER", "HALF"})
  void aLostAnswerComesAfterTheEffect(Fault fault) {
    proxy.arm(Strike.once(fault, Deed.WRITE, 1));

    assertThatThrownBy(() -> send("POST", "/one", "x")).isInstanceOf(IOException.class);
    assertThat(reached).containsExactly("POST /one Bearer mine x");
  }

  @Test
  void nonsenseLooksLikeASuccess() throws Exception {
    proxy.arm(Strike.once(Fault.NONSENSE, Deed.READ, 1));

    HttpResponse<String> answer = send("GET", "/chunked", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"kind\": \"Deploy");
    assertThat(reached).hasSize(1);
  }

  @Test
  void aHoleSwallowsEverythingUntilItIsOver() throws Exception {
    proxy.arm(Strike.staying(Fault.HOLE, Deed.READ, 1));

    assertThatThrownBy(() -> send("GET", "/one", "")).isInstanceOf(HttpTimeoutException.class);
    assertThatThrownBy(() -> send("PUT", "/two", "")).isInstanceOf(HttpTimeoutException.class);
    proxy.calm();

    assertThat(send("GET", "/three", "").statusCode()).isEqualTo(200);
    assertThat(reached).containsExactly("GET /three Bearer mine ");
  }

  @Test
  void aCertificateIsOutOfDateUntilAllIsWell() throws Exception {
    assertThat(send("GET", "/one", "").statusCode()).isEqualTo(200);
    proxy.arm(Strike.staying(Fault.EXPIRED, Deed.READ, 1));

    assertThatThrownBy(() -> send("GET", "/two", "")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> send("GET", "/two", ""))
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(CertificateExpiredException.class);
    proxy.calm();

    assertThat(send("GET", "/three", "").statusCode()).isEqualTo(200);
    assertThat(reached).hasSize(2);
  }

  @Test
  void aCacheThatLagsShowsWhatWasBeforeTheWrite() throws Exception {
    assertThat(send("GET", "/one", "").body()).isEqualTo("number 1");
    proxy.arm(Strike.staying(Fault.STALE, Deed.WRITE, 1));

    assertThat(send("PUT", "/one", "").body()).isEqualTo("number 2");
    assertThat(send("GET", "/one", "").body()).isEqualTo("number 1");
    assertThat(send("GET", "/other", "").body()).isEqualTo("number 3");
    proxy.calm();

    assertThat(send("GET", "/one", "").body()).isEqualTo("number 4");
  }

  @Test
  void lateAnswersComeAllTheSame() throws Exception {
    proxy.arm(Strike.once(Fault.LATENCY, Deed.READ, 1));
    long begin = System.nanoTime();

    assertThat(
            client
                .send(
                    request("GET", "/one", "").timeout(Duration.ofSeconds(60)).build(),
                    HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(HttpTalk.LATE);
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(method, path, body).timeout(Duration.ofSeconds(5)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("https://" + proxy.address() + path))
        .header("Authorization", "Bearer mine")
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
  }
}
