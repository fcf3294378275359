package dev.slipway.lab;

import dev.slipway.kubernetes.KubernetesAutoscalers;
import dev.slipway.kubernetes.KubernetesRecoveryNotes;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
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
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The lab's Kubernetes: Slipway's own account for what is under test, the administrator by plain
 * HTTP for what prepares and looks.
 */
final class LabCluster {
  private static final Lab LAB = Lab.running();

  private LabCluster() {}

  static KubernetesSite site() {
    return KubernetesSite.open(SiteSettings.kubeconfig(file("KUBECONFIG_SLIPWAY"), null));
  }

  /** Somebody who may read, and change nothing. */
  static KubernetesSite viewer() {
    return KubernetesSite.open(SiteSettings.kubeconfig(file("KUBECONFIG_VIEWER"), null));
  }

  static KubernetesSite administrator() {
    return KubernetesSite.open(SiteSettings.kubeconfig(file("KUBECONFIG"), null));
  }

  static WorkloadGround ground(KubernetesSite site) {
    return new WorkloadGround(
        byHand(),
        LabCluster::push,
        new KubernetesWorkloads(site.client(), progress -> {}, InstantSource.system()),
        new KubernetesAutoscalers(site.client()),
        new KubernetesRecoveryNotes(site.client()));
  }

  static ClusterByHand byHand() {
    Config admin = Config.fromKubeconfig(file("KUBECONFIG").toFile());
    HttpClient http =
        HttpClient.newBuilder().sslContext(trusting(Path.of(admin.getCaCertFile()))).build();
    return new ClusterByHand(http, URI.create(admin.getMasterUrl()), admin.getAutoOAuthToken());
  }

  private static Path file(String setting) {
    return Path.of(Objects.requireNonNull(LAB.settings().get(setting), setting));
  }

  private static String push(String name) {
    try {
      return LAB.push(name).toString();
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
}
