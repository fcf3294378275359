package dev.slipway.practice.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The kinds a new cluster knows, and those which custom resource definitions add later. */
public final class Kinds {
  public static final Kind NAMESPACE = cluster("", "v1", "Namespace", "namespaces");
  public static final Kind NODE = cluster("", "v1", "Node", "nodes");
  public static final Kind POD = in("", "v1", "Pod", "pods", true);
  public static final Kind SERVICE = in("", "v1", "Service", "services", true);
  public static final Kind ENDPOINTS = in("", "v1", "Endpoints", "endpoints", false);
  public static final Kind CONFIG_MAP = in("", "v1", "ConfigMap", "configmaps", false);
  public static final Kind SECRET = in("", "v1", "Secret", "secrets", false);
  public static final Kind EVENT = in("", "v1", "Event", "events", false);
  public static final Kind ACCOUNT = in("", "v1", "ServiceAccount", "serviceaccounts", false);
  public static final Kind QUOTA = in("", "v1", "ResourceQuota", "resourcequotas", true);
  public static final Kind CLAIM =
      in("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true);
  public static final Kind DEPLOYMENT = in("apps", "v1", "Deployment", "deployments", true);
  public static final Kind REPLICA_SET = in("apps", "v1", "ReplicaSet", "replicasets", true);
  public static final Kind STATEFUL_SET = in("apps", "v1", "StatefulSet", "statefulsets", true);
  public static final Kind DAEMON_SET = in("apps", "v1", "DaemonSet", "daemonsets", true);
  public static final Kind REVISION =
      in("apps", "v1", "ControllerRevision", "controllerrevisions", false);
  public static final Kind JOB = in("batch", "v1", "Job", "jobs", true);
  public static final Kind CRON_JOB = in("batch", "v1", "CronJob", "cronjobs", true);
  public static final Kind HPA =
      in("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true);
  public static final Kind PDB =
      in("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true);
  public static final Kind INGRESS = in("networking.k8s.io", "v1", "Ingress", "ingresses", true);
  public static final Kind NETWORK_POLICY =
      in("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", false);
  public static final Kind SLICE =
      in("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", false);
  public static final Kind LEASE = in("coordination.k8s.io", "v1", "Lease", "leases", false);
  public static final Kind DEFINITION =
      new Kind(
          "apiextensions.k8s.io",
          "v1",
          "CustomResourceDefinition",
          "customresourcedefinitions",
          false,
          true);
  public static final Kind VPA =
      in("autoscaling.k8s.io", "v1", "VerticalPodAutoscaler", "verticalpodautoscalers", false);

  private final List<Kind> known =
      new CopyOnWriteArrayList<>(
          List.of(
              NAMESPACE,
              NODE,
              POD,
              SERVICE,
              ENDPOINTS,
              CONFIG_MAP,
              SECRET,
              EVENT,
              ACCOUNT,
              QUOTA,
              CLAIM,
              DEPLOYMENT,
              REPLICA_SET,
              STATEFUL_SET,
              DAEMON_SET,
              REVISION,
              JOB,
              CRON_JOB,
              HPA,
              PDB,
              INGRESS,
              NETWORK_POLICY,
              SLICE,
              LEASE,
              DEFINITION,
              VPA));

  public List<Kind> all() {
    return new ArrayList<>(known);
  }

  public Optional<Kind> byPath(String group, String version, String plural) {
    return known.stream()
        .filter(kind -> kind.group().equals(group) && kind.version().equals(version))
        .filter(kind -> kind.plural().equals(plural))
        .findFirst();
  }

  /**
   * The kind of a manifest.
   *
   * @throws IllegalArgumentException naming the known kinds
   */
  public Kind byName(String apiVersion, String name) {
    return known.stream()
        .filter(kind -> kind.apiVersion().equals(apiVersion) && kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no kind %s in %s; known are %s"
                        .formatted(name, apiVersion, known.stream().map(Kind::name).toList())));
  }

  /** Adds a kind as a custom resource definition does; one which is known stays as it is. */
  public void add(Kind kind) {
    if (byPath(kind.group(), kind.version(), kind.plural()).isEmpty()) {
      known.add(kind);
    }
  }

  private static Kind in(
      String group, String version, String name, String plural, boolean deepStatus) {
    return new Kind(group, version, name, plural, true, deepStatus);
  }

  private static Kind cluster(String group, String version, String name, String plural) {
    return new Kind(group, version, name, plural, false, true);
  }
}
