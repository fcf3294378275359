package dev.slipway.kubernetes;

import dev.slipway.contract.FailureType;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.temporal.failure.ApplicationFailure;
import java.util.function.Supplier;

/** Sends each check to the class that knows, and turns faults into findings. */
final class Preflight {
  private final WorkloadReader reader;
  private final ClusterChecks cluster;
  private final RightsCheck rights;
  private final WorkloadChecks workloads;
  private final ConfigChecks config;
  private final NetworkPolicyCheck network;

  Preflight(KubernetesClient client) {
    this.reader = new WorkloadReader(client);
    this.cluster = new ClusterChecks(client);
    this.rights = new RightsCheck(client);
    this.workloads = new WorkloadChecks(client);
    this.config = new ConfigChecks(client);
    this.network = new NetworkPolicyCheck(client);
  }

  Finding run(Check check) {
    return switch (check) {
      case Check.ClusterReachable c -> found(cluster::reachable);
      case Check.NamespaceExists c -> found(() -> cluster.namespace(c));
      case Check.NodesReady c -> found(cluster::nodes);
      case Check.Rights c -> found(() -> rights.check(c));
      case Check.PodsRunning c -> found(() -> cluster.pods(c));
      case Check.Capacity c -> found(() -> workloads.capacity(c));
      case Check.WorkloadPolicy c -> policy(c);
      case Check.References c -> found(() -> config.references(c));
      case Check.SecretKeys c -> found(() -> config.secretKeys(c));
      case Check.RequiredEnv c -> found(() -> config.requiredEnv(c));
      case Check.DisruptionBudget c -> found(() -> workloads.budget(c));
      case Check.Ownership c -> found(() -> workloads.ownership(c));
      case Check.NoDrift c -> found(() -> workloads.drift(c));
      case Check.ClaimsBound c -> found(() -> workloads.claims(c));
      case Check.NetworkPolicies c -> found(() -> network.check(reader.read(c.workload())));
      case Check.ImagePullable c -> throw elsewhere("the registry", check);
      case Check.HealthEndpoint c -> throw elsewhere("the HTTP probes", check);
      case Check.TlsDays c -> throw elsewhere("the HTTP probes", check);
      case Check.DnsTarget c -> throw elsewhere("the HTTP probes", check);
      case Check.CorsOrigin c -> throw elsewhere("the HTTP probes", check);
      case Check.SecretReadable c -> throw elsewhere("the HTTP probes", check);
      case Check.ReceiverReady c -> throw elsewhere("who sends notices", check);
      case Check.PrometheusTargets c -> throw elsewhere("Prometheus", check);
      case Check.PrometheusRules c -> throw elsewhere("Prometheus", check);
      case Check.Evidence c -> throw elsewhere("the ledger", check);
      case Check.NotKnownBad c -> throw elsewhere("the ledger", check);
    };
  }

  /** A rule that does not exist is the document's mistake and not a finding about the workload. */
  private Finding policy(Check.WorkloadPolicy check) {
    PolicyRules.requireKnown(check.rules());
    return found(() -> workloads.policy(check));
  }

  /** An API server that does not serve is no finding: Temporal asks again and knows how long. */
  private static Finding found(Supplier<Finding> look) {
    try {
      return look.get();
    } catch (ApplicationFailure fault) {
      String detail = fault.getOriginalMessage();
      return switch (FailureType.valueOf(fault.getType())) {
        case UNAVAILABLE -> throw fault;
        case FORBIDDEN ->
            new Finding.Failed(
                detail, "grant the right to Slipway's account at this site, or repair its token");
        case NOT_FOUND, INVALID, MISCONFIGURED ->
            new Finding.Failed(detail, "correct the document, or create what it names");
      };
    }
  }

  private static ApplicationFailure elsewhere(String who, Check check) {
    return FailureType.INVALID.failure(
        "check %s of %s is answered by %s, not by Kubernetes"
            .formatted(check.getClass().getSimpleName(), check.subject(), who));
  }
}
