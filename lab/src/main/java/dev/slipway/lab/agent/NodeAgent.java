package dev.slipway.lab.agent;

import dev.slipway.lab.image.ImagePuller;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;

/** The agent of all nodes of the lab: heartbeats, pods, the kubelet's interface. */
public final class NodeAgent implements AutoCloseable {
  private static final Duration BETWEEN_BEATS = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final Timetable timer = new Timetable();
  private final Timetable beats = new Timetable();
  private final PodDirectory pods;
  private final SharedIndexInformer<Pod> informer;
  private final List<KubeletServer> servers = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private NodeAgent(AgentSettings settings, KubernetesClient client) throws IOException {
    this.client = client;
    Files.createDirectories(settings.folder());
    Host host =
        new Host(
            client, settings.nodes(), new ImagePuller(), new Addresses(), timer, settings.folder());
    this.pods = new PodDirectory(host, new MetricsTargets(settings.folder()));
    SSLContext tls = KubeletIdentity.of(settings);
    for (String address : settings.nodes().values()) {
      servers.add(KubeletServer.start(address, tls, pods, host));
    }
    settings
        .nodes()
        .forEach(
            (name, address) ->
                beats.every(
                    BETWEEN_BEATS, new NodeHeartbeat(client, name, address, settings.capacity())));
    this.informer = client.pods().inAnyNamespace().inform(pods, 0);
  }

  /**
   * Starts the agent with the kubeconfig of the environment.
   *
   * @throws IOException when a node's address or its certificate cannot be used
   */
  public static NodeAgent start(AgentSettings settings) throws IOException {
    NodeAgent agent = new NodeAgent(settings, new KubernetesClientBuilder().build());
    Runtime.getRuntime().addShutdownHook(new Thread(agent::close));
    return agent;
  }

  /** Waits until the agent is closed. */
  public void await() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    informer.close();
    servers.forEach(KubeletServer::close);
    beats.close();
    timer.close();
    client.close();
    closed.countDown();
  }
}
