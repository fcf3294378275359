package dev.slipway.worker.systems;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;

/**
 * The way in from outside, which the lab's cluster lacks: sends each request on to the oldest ready
 * pod of one application, with its headers, as an ingress would.
 */
final class LabEdge implements AutoCloseable {
  private static final List<String> HEADERS = List.of("Authorization", "Content-Type", "Accept");

  private final HttpClient http = HttpClient.newHttpClient();
  private final KubernetesClient cluster;
  private final String namespace;
  private final String app;
  private final int port;
  private final HttpServer server;

  /**
   * @param port on which the pods listen
   */
  LabEdge(KubernetesClient cluster, String namespace, String app, int port) throws IOException {
    this.cluster = cluster;
    this.namespace = namespace;
    this.app = app;
    this.port = port;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer = ask(exchange);
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      byte[] body = answer.body();
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException, InterruptedException {
    URI pod = URI.create("http://%s:%d".formatted(podAddress(), port));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(pod.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : HEADERS) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private String podAddress() throws IOException {
    return cluster.pods().inNamespace(namespace).withLabel("app", app).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(Readiness::isPodReady)
        .min(Comparator.comparing(LabEdge::age))
        .orElseThrow(() -> new IOException("no pod of " + app + " is ready"))
        .getStatus()
        .getPodIP();
  }

  private static String age(Pod pod) {
    return pod.getMetadata().getCreationTimestamp() + pod.getMetadata().getName();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
