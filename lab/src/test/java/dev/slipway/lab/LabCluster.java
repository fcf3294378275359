package dev.slipway.lab;

import dev.slipway.kubernetes.KubernetesAutoscalers;
import dev.slipway.kubernetes.KubernetesRecoveryNotes;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.lab.image.ImagePusher;
import dev.slipway.testkit.ClusterByHand;
import dev.slipway.testkit.WorkloadGround;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The lab's Kubernetes, as {@code lab.env} names it: Slipway's own account for what is under test.
 */
final class LabCluster {
  private static final Map<String, String> LAB = environment();

  private LabCluster() {}

  static KubernetesSite site() {
    return KubernetesSite.open(SiteSettings.kubeconfig(Path.of(named("KUBECONFIG_SLIPWAY")), null));
  }

  static WorkloadGround ground(KubernetesSite site) {
    return new WorkloadGround(
        byHand(),
        LabCluster::push,
        new KubernetesWorkloads(site.client(), progress -> {}, InstantSource.system()),
        new KubernetesAutoscalers(site.client()),
        new KubernetesRecoveryNotes(site.client()));
  }

  private static ClusterByHand byHand() {
    Config admin = Config.fromKubeconfig(Path.of(named("KUBECONFIG")).toFile());
    HttpClient http =
        HttpClient.newBuilder().sslContext(trusting(Path.of(admin.getCaCertFile()))).build();
    return new ClusterByHand(http, URI.create(admin.getMasterUrl()), admin.getAutoOAuthToken());
  }

  private static String push(String name) {
    try {
      return new ImagePusher(named("REGISTRY")).push(name).toString();
    } catch (IOException unreachable) {
      throw new AssertionError("the lab's registry does not take " + name, unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private static SSLContext trusting(Path authority) {
    try (InputStream pem = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "lab", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException broken) {
      throw new AssertionError("the lab's certificate authority cannot be read", broken);
    }
  }

  private static String named(String name) {
    return Objects.requireNonNull(
        LAB.get(name), () -> name + " is not known: run './slipway test --lab'");
  }

  /**
   * From the process when started by {@code lab exec}, else from the file that {@code up} wrote.
   */
  private static Map<String, String> environment() {
    var found = new TreeMap<String, String>();
    Path home =
        Path.of(
            Objects.requireNonNullElse(
                System.getenv("SLIPWAY_LAB_HOME"),
                System.getProperty("user.home") + "/.cache/slipway/lab-run"));
    Path file = home.resolve("lab.env");
    if (Files.isReadable(file)) {
      try {
        Files.readAllLines(file).stream()
            .map(line -> line.split("=", 2))
            .filter(pair -> pair.length == 2)
            .forEach(pair -> found.put(pair[0], pair[1]));
      } catch (IOException unreadable) {
        throw new AssertionError(file + " cannot be read", unreadable);
      }
    }
    return found;
  }
}
