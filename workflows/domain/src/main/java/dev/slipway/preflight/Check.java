package dev.slipway.preflight;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.notice.Receiver;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.Intent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One read-only look (P02). Which adapter answers follows from the type. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Check.ClusterReachable.class, name = "cluster-reachable"),
  @JsonSubTypes.Type(value = Check.NamespaceExists.class, name = "namespace-exists"),
  @JsonSubTypes.Type(value = Check.NodesReady.class, name = "nodes-ready"),
  @JsonSubTypes.Type(value = Check.Rights.class, name = "rights"),
  @JsonSubTypes.Type(value = Check.Capacity.class, name = "capacity"),
  @JsonSubTypes.Type(value = Check.WorkloadPolicy.class, name = "workload-policy"),
  @JsonSubTypes.Type(value = Check.References.class, name = "references"),
  @JsonSubTypes.Type(value = Check.SecretKeys.class, name = "secret-keys"),
  @JsonSubTypes.Type(value = Check.RequiredEnv.class, name = "required-env"),
  @JsonSubTypes.Type(value = Check.DisruptionBudget.class, name = "disruption-budget"),
  @JsonSubTypes.Type(value = Check.Ownership.class, name = "ownership"),
  @JsonSubTypes.Type(value = Check.NoDrift.class, name = "no-drift"),
  @JsonSubTypes.Type(value = Check.ClaimsBound.class, name = "claims-bound"),
  @JsonSubTypes.Type(value = Check.NetworkPolicies.class, name = "network-policies"),
  @JsonSubTypes.Type(value = Check.PodsRunning.class, name = "pods-running"),
  @JsonSubTypes.Type(value = Check.ImagePullable.class, name = "image-pullable"),
  @JsonSubTypes.Type(value = Check.HealthEndpoint.class, name = "health-endpoint"),
  @JsonSubTypes.Type(value = Check.TlsDays.class, name = "tls-days"),
  @JsonSubTypes.Type(value = Check.DnsTarget.class, name = "dns-target"),
  @JsonSubTypes.Type(value = Check.CorsOrigin.class, name = "cors-origin"),
  @JsonSubTypes.Type(value = Check.SecretReadable.class, name = "secret-readable"),
  @JsonSubTypes.Type(value = Check.ReceiverReady.class, name = "receiver-ready"),
  @JsonSubTypes.Type(value = Check.PrometheusTargets.class, name = "prometheus-targets"),
  @JsonSubTypes.Type(value = Check.PrometheusRules.class, name = "prometheus-rules"),
  @JsonSubTypes.Type(value = Check.Evidence.class, name = "evidence"),
  @JsonSubTypes.Type(value = Check.NotKnownBad.class, name = "not-known-bad")
})
public sealed interface Check {
  /** What the check looks at, for the report. */
  String subject();

  /** The API server answers. */
  record ClusterReachable() implements Check {
    @Override
    public String subject() {
      return "cluster";
    }
  }

  record NamespaceExists(String namespace) implements Check {
    @Override
    public String subject() {
      return "namespace " + namespace;
    }
  }

  /** Every node is Ready. */
  record NodesReady() implements Check {
    @Override
    public String subject() {
      return "nodes";
    }
  }

  /** Slipway's account may do all of this in the namespace. */
  record Rights(String namespace, List<Deed> deeds) implements Check {
    @Override
    public String subject() {
      return "rights in " + namespace;
    }
  }

  /** Quota and free node capacity hold the surge pods of this workload. */
  record Capacity(WorkloadRef workload) implements Check {
    @Override
    public String subject() {
      return workload.toString();
    }
  }

  /**
   * A05 on one workload.
   *
   * @param rules names out of {@code limits, probes, grace, no-migration-init, pinned-images,
   *     non-root}
   */
  record WorkloadPolicy(WorkloadRef workload, List<String> rules) implements Check {
    @Override
    public String subject() {
      return workload.toString();
    }
  }

  /**
   * Every ConfigMap and Secret that the new template will name exists, and so does each
   * non-optional key.
   */
  record References(WorkloadChange change) implements Check {
    @Override
    public String subject() {
      return change.workload().toString();
    }
  }

  /**
   * A secret has keys of at least a length; values are never read out.
   *
   * @param minLength in characters, at least 1
   */
  record SecretKeys(String namespace, String secret, List<String> keys, int minLength)
      implements Check {
    @Override
    public String subject() {
      return "secret " + namespace + "/" + secret;
    }
  }

  /** The template sets all of these variables, directly or by reference. */
  record RequiredEnv(WorkloadRef workload, List<String> names) implements Check {
    @Override
    public String subject() {
      return workload.toString();
    }
  }

  /** The rollout can go on under the disruption budgets that select its pods (C13). */
  record DisruptionBudget(WorkloadRef workload) implements Check {
    @Override
    public String subject() {
      return workload.toString();
    }
  }

  /** Nobody else manages the workload (D33), unless taken over. */
  record Ownership(WorkloadRef workload, boolean takeOver) implements Check {
    @Override
    public String subject() {
      return workload.toString();
    }
  }

  /**
   * Declared fields are as the last good run left them, or as an open run is making them.
   *
   * @param open what open runs intend for this workload; a difference that they explain is none
   */
  record NoDrift(WorkloadChange recorded, List<Intent> open) implements Check {
    public NoDrift {
      open = open == null ? List.of() : List.copyOf(open);
    }

    /** No run is open. */
    public NoDrift(WorkloadChange recorded) {
      this(recorded, List.of());
    }

    @Override
    public String subject() {
      return recorded.workload().toString();
    }
  }

  /** Every claim that the workload mounts is Bound. */
  record ClaimsBound(WorkloadRef workload) implements Check {
    @Override
    public String subject() {
      return workload.toString();
    }
  }

  /** At least one policy selects the pods, and DNS egress is not cut (D48). */
  record NetworkPolicies(WorkloadRef workload) implements Check {
    @Override
    public String subject() {
      return workload.toString();
    }
  }

  /** Pods matched by a label are Running and Ready, e.g. Prometheus or Grafana (AIW-145). */
  record PodsRunning(String namespace, String selector) implements Check {
    @Override
    public String subject() {
      return "pods " + selector + " in " + namespace;
    }
  }

  /**
   * The registry holds every part of the image.
   *
   * @param namespace of the workload that pulls it; null where no pull secret is used
   * @param pullSecret Secret in that namespace with the registry login; null for the site's own
   */
  record ImagePullable(ImageRef image, @Nullable String namespace, @Nullable String pullSecret)
      implements Check {
    /** An image that needs no pull secret. */
    public ImagePullable(ImageRef image) {
      this(image, null, null);
    }

    @Override
    public String subject() {
      return image.value();
    }
  }

  /** A health endpoint answers 200 (C11). */
  record HealthEndpoint(HttpTarget target, String path) implements Check {
    @Override
    public String subject() {
      return target.display() + path;
    }
  }

  /** The certificate of host:port is valid for at least so many more days. */
  record TlsDays(String host, int port, int minDays) implements Check {
    @Override
    public String subject() {
      return host + ":" + port;
    }
  }

  /** The name resolves to one of these addresses or names. */
  record DnsTarget(String host, List<String> expected) implements Check {
    @Override
    public String subject() {
      return host;
    }
  }

  /** A preflight request from this origin is allowed. */
  record CorsOrigin(String url, String origin) implements Check {
    @Override
    public String subject() {
      return url;
    }
  }

  /** The secret behind a reference is there and may be read; the value is kept nowhere. */
  record SecretReadable(String reference) implements Check {
    @Override
    public String subject() {
      return "secret " + reference;
    }
  }

  /**
   * A receiver can be told: its address and key may be read, mail has a relay. Looked at by who
   * sends notices; what was read is kept nowhere, and nothing is sent.
   */
  record ReceiverReady(Receiver receiver) implements Check {
    @Override
    public String subject() {
      return "receiver " + receiver.name();
    }
  }

  /** Prometheus scrapes the job, and all its targets are up (D60). */
  record PrometheusTargets(String prometheus, String job) implements Check {
    @Override
    public String subject() {
      return "job " + job;
    }
  }

  /** Prometheus has these alert rules loaded. */
  record PrometheusRules(String prometheus, List<String> alerts) implements Check {
    @Override
    public String subject() {
      return "alert rules";
    }
  }

  /**
   * Somebody recorded a passed piece of evidence for exactly this digest, not longer ago than the
   * limit (A83).
   *
   * @param kind free word agreed with the CI, e.g. {@code unit-tests, image-scan, uat}
   */
  record Evidence(String kind, Digest digest, Duration maxAge) implements Check {
    @Override
    public String subject() {
      return kind + " for " + digest.abbreviated();
    }
  }

  record NotKnownBad(Digest digest) implements Check {
    @Override
    public String subject() {
      return digest.abbreviated();
    }
  }
}
