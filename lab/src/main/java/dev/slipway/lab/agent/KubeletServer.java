package dev.slipway.lab.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The HTTPS interface of one node that the API server calls: the logs of its containers. Only a
 * client with a certificate of the lab's authority is heard.
 */
final class KubeletServer implements AutoCloseable {
  private final HttpsServer server;
  private final PodDirectory pods;
  private final Host host;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private KubeletServer(HttpsServer server, PodDirectory pods, Host host) {
    this.server = server;
    this.pods = pods;
    this.host = host;
  }

  static KubeletServer start(String address, SSLContext tls, PodDirectory pods, Host host)
      throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(address, NodeHeartbeat.KUBELET_PORT), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    KubeletServer kubelet = new KubeletServer(server, pods, host);
    server.createContext("/healthz", exchange -> answer(exchange, 200, "ok"));
    server.createContext("/containerLogs/", kubelet::logs);
    ((HttpServer) server).setExecutor(kubelet.threads);
    server.start();
    return kubelet;
  }

  private void logs(HttpExchange exchange) throws IOException {
    List<String> parts = List.of(exchange.getRequestURI().getPath().split("/", -1));
    if (parts.size() != 5) {
      answer(exchange, 404, "expected /containerLogs/NAMESPACE/POD/CONTAINER");
      return;
    }
    Pod pod = host.client().pods().inNamespace(parts.get(2)).withName(parts.get(3)).get();
    if (pod == null) {
      answer(exchange, 404, "pod \"%s\" is not known to this node".formatted(parts.get(3)));
      return;
    }
    String uid = pod.getMetadata().getUid();
    ContainerLog log = new ContainerLog(host.folder().resolve(uid), parts.get(4));
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        LogRequest.of(query).copy(log, out, host.timer(), () -> pods.isAlive(uid, parts.get(4)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
