package dev.slipway.worker;

import dev.slipway.contract.Secrets;
import dev.slipway.kubernetes.KubernetesAdoption;
import dev.slipway.kubernetes.KubernetesAutoscalers;
import dev.slipway.kubernetes.KubernetesHttp;
import dev.slipway.kubernetes.KubernetesRecoveryNotes;
import dev.slipway.kubernetes.KubernetesSecrets;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.metrics.PrometheusSettings;
import dev.slipway.metrics.PrometheusSource;
import dev.slipway.name.SiteName;
import dev.slipway.people.secret.FileAndEnvSecrets;
import dev.slipway.people.secret.SecretSources;
import dev.slipway.probes.HttpProbes;
import dev.slipway.probes.ProbeSettings;
import dev.slipway.probes.Reach;
import dev.slipway.registry.IdentityRegistryLogins;
import dev.slipway.registry.OciRegistry;
import dev.slipway.registry.RegistrySettings;
import dev.slipway.registry.SecretRegistryLogins;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that acts at one site, each with the one client that it needs. */
final class Site implements AutoCloseable {
  private static final Duration ANSWER_TIME = Duration.ofSeconds(15);

  private final SiteName name;
  private final KubernetesSite cluster;
  private final List<Object> activities;

  private Site(SiteName name, KubernetesSite cluster, List<Object> activities) {
    this.name = name;
    this.cluster = cluster;
    this.activities = activities;
  }

  static Site open(SiteName name, SiteProperties settings) {
    KubernetesSite cluster =
        KubernetesSite.open(
            name,
            new SiteSettings(
                settings.kubeconfig(),
                settings.context(),
                settings.apiUrl(),
                settings.tokenFile(),
                settings.caFile(),
                settings.requestTimeout()));
    KubernetesClient client = cluster.client();
    Secrets secrets =
        new FileAndEnvSecrets(
            new SecretSources(settings.secrets().folders(), settings.secrets().variablePrefix()),
            System.getenv(),
            Map.of("kubernetes", new KubernetesSecrets(client)));
    var activities = new ArrayList<>(inCluster(client));
    activities.addAll(around(settings, client, secrets));
    return new Site(name, cluster, List.copyOf(activities));
  }

  private static List<Object> inCluster(KubernetesClient client) {
    return List.of(
        new KubernetesWorkloads(client),
        new KubernetesAutoscalers(client),
        new KubernetesRecoveryNotes(client),
        new KubernetesAdoption(client));
  }

  /** The registry, the services' own answers and Prometheus. */
  private static List<Object> around(
      SiteProperties settings, KubernetesClient client, Secrets secrets) {
    var probes = new ProbeSettings(new Reach(settings.hosts()), ANSWER_TIME, settings.extraTrust());
    var registries = new RegistrySettings(settings.insecureRegistries(), ANSWER_TIME);
    return List.of(
        new OciRegistry(
            registries,
            new IdentityRegistryLogins(
                new SecretRegistryLogins(secrets, settings.registryLogins()),
                settings.registryIdentities(),
                registries,
                InstantSource.system())),
        new HttpProbes(probes, new KubernetesHttp(client), secrets),
        new PrometheusSource(
            new PrometheusSettings(ANSWER_TIME, settings.hosts(), List.of()), secrets));
  }

  SiteName name() {
    return name;
  }

  Object[] activities() {
    return activities.toArray();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
