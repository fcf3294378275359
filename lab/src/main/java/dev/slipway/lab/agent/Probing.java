package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks one probe once, over the network, as the kubelet does. */
final class Probing {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final Container container;
  private final String address;
  private final RunningContainer running;

  Probing(ContainerPlan plan, RunningContainer running) {
    this.container = plan.container();
    this.address = plan.address();
    this.running = running;
  }

  /** Empty when the probe passes, else the kubelet's words for the failure. */
  Optional<String> failure(Probe probe) throws InterruptedException {
    Duration limit = Duration.ofSeconds(or(probe.getTimeoutSeconds(), 1));
    try {
      if (probe.getHttpGet() != null) {
        return http(probe.getHttpGet(), limit);
      }
      if (probe.getTcpSocket() != null) {
        return tcp(port(probe.getTcpSocket().getPort()), limit);
      }
      if (probe.getGrpc() != null) {
        return tcp(probe.getGrpc().getPort(), limit);
      }
      // a command cannot run in a container that is none: the image's own word stands for its exit
      // code
      return running.ready() ? Optional.empty() : Optional.of("command exited with code 1");
    } catch (IOException e) {
      return Optional.of("dial tcp " + address + ": " + e.getMessage());
    }
  }

  private Optional<String> http(HTTPGetAction action, Duration limit)
      throws IOException, InterruptedException {
    String host =
        Optional.ofNullable(action.getHost()).filter(name -> !name.isEmpty()).orElse(address);
    String path = Optional.ofNullable(action.getPath()).orElse("/");
    URI uri =
        URI.create(
            "http://"
                + host
                + ":"
                + port(action.getPort())
                + (path.startsWith("/") ? path : "/" + path));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(limit).header("User-Agent", "kube-probe/1.36");
    int status = HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    return status >= 200 && status < 400
        ? Optional.empty()
        : Optional.of("HTTP probe failed with statuscode: " + status);
  }

  private Optional<String> tcp(int port, Duration limit) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) limit.toMillis());
      return Optional.empty();
    }
  }

  private int port(IntOrString port) throws IOException {
    if (port.getIntVal() != null) {
      return port.getIntVal();
    }
    return container.getPorts().stream()
        .filter(declared -> port.getStrVal().equals(declared.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .orElseThrow(() -> new IOException("no port named " + port.getStrVal()));
  }

  static int or(Integer value, int otherwise) {
    return value == null || value == 0 ? otherwise : value;
  }
}
