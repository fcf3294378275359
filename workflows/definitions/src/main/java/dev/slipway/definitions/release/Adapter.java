package dev.slipway.definitions.release;

import dev.slipway.preflight.Check;

/** Who answers a check. */
enum Adapter {
  CLUSTER,
  REGISTRY,
  APPLICATIONS,
  METRICS,
  RECEIVERS,
  LEDGER;

  static Adapter of(Check check) {
    return switch (check) {
      case Check.ClusterReachable c -> CLUSTER;
      case Check.NamespaceExists c -> CLUSTER;
      case Check.NodesReady c -> CLUSTER;
      case Check.Rights c -> CLUSTER;
      case Check.Capacity c -> CLUSTER;
      case Check.WorkloadPolicy c -> CLUSTER;
      case Check.References c -> CLUSTER;
      case Check.SecretKeys c -> CLUSTER;
      case Check.RequiredEnv c -> CLUSTER;
      case Check.DisruptionBudget c -> CLUSTER;
      case Check.Ownership c -> CLUSTER;
      case Check.NoDrift c -> CLUSTER;
      case Check.ClaimsBound c -> CLUSTER;
      case Check.NetworkPolicies c -> CLUSTER;
      case Check.PodsRunning c -> CLUSTER;
      case Check.ImagePullable c -> REGISTRY;
      case Check.HealthEndpoint c -> APPLICATIONS;
      case Check.TlsDays c -> APPLICATIONS;
      case Check.DnsTarget c -> APPLICATIONS;
      case Check.CorsOrigin c -> APPLICATIONS;
      case Check.SecretReadable c -> APPLICATIONS;
      case Check.PrometheusTargets c -> METRICS;
      case Check.PrometheusRules c -> METRICS;
      case Check.ReceiverReady c -> RECEIVERS;
      case Check.Evidence c -> LEDGER;
      case Check.NotKnownBad c -> LEDGER;
    };
  }
}
