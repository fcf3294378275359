package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.preflight.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check that a release to an environment makes once, whichever services it has. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SiteCheckSpec.ClusterReachable.class, name = "cluster-reachable"),
  @JsonSubTypes.Type(value = SiteCheckSpec.NamespaceExists.class, name = "namespace-exists"),
  @JsonSubTypes.Type(value = SiteCheckSpec.NodesReady.class, name = "nodes-ready"),
  @JsonSubTypes.Type(value = SiteCheckSpec.Rights.class, name = "rights"),
  @JsonSubTypes.Type(value = SiteCheckSpec.ReceiversReady.class, name = "receivers-ready"),
  @JsonSubTypes.Type(value = SiteCheckSpec.TlsDays.class, name = "tls-days"),
  @JsonSubTypes.Type(value = SiteCheckSpec.DnsTarget.class, name = "dns-target"),
  @JsonSubTypes.Type(value = SiteCheckSpec.CorsOrigin.class, name = "cors-origin"),
  @JsonSubTypes.Type(value = SiteCheckSpec.PrometheusTargets.class, name = "prometheus-targets"),
  @JsonSubTypes.Type(value = SiteCheckSpec.PrometheusRules.class, name = "prometheus-rules"),
  @JsonSubTypes.Type(value = SiteCheckSpec.PodsRunning.class, name = "pods-running")
})
public sealed interface SiteCheckSpec {

  @Nullable Severity severity();

  @Says("The API server answers. Always runs.")
  record ClusterReachable(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity)
      implements SiteCheckSpec {}

  @Says("The namespaces of the workloads exist. Always runs.")
  record NamespaceExists(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity)
      implements SiteCheckSpec {}

  @Says("Every node is Ready. Always runs.")
  record NodesReady(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity)
      implements SiteCheckSpec {}

  @Says("Slipway's account may do at each site what the release will do there. Always runs.")
  record Rights(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity)
      implements SiteCheckSpec {}

  @Says(
      "Every receiver can be told: its address and key may be read, mail has a relay. Always runs.")
  record ReceiversReady(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity)
      implements SiteCheckSpec {}

  @Says("A certificate is valid for some more days.")
  record TlsDays(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity,
      @Says(value = "Host to connect to.", shape = Shape.HOST) String host,
      @Says(value = "Port to connect to.", min = "1", max = "65535", otherwise = "443")
          @Nullable Integer port,
      @Says(value = "Least number of days.", min = "1", max = "3650", otherwise = "30")
          @Nullable Integer minDays)
      implements SiteCheckSpec {}

  @Says("A name resolves to one of these addresses or names.")
  record DnsTarget(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity,
      @Says(value = "The name.", shape = Shape.HOST) String host,
      @Says(value = "Where it may lead.", min = "1", max = "50") List<String> expected)
      implements SiteCheckSpec {

    public DnsTarget {
      expected = List.copyOf(expected);
    }
  }

  @Says("A cross-origin request from this origin is allowed.")
  record CorsOrigin(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity,
      @Says(value = "Address that is asked.", shape = Shape.URL) String url,
      @Says(value = "Origin of the page.", shape = Shape.ORIGIN) String origin)
      implements SiteCheckSpec {}

  @Says("Prometheus scrapes the job and all its targets are up.")
  record PrometheusTargets(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity,
      @Says(value = "Name of the job.") String job)
      implements SiteCheckSpec {}

  @Says("Prometheus has these alert rules loaded.")
  record PrometheusRules(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity,
      @Says(value = "Names of the alerts.", min = "1", max = "100") List<String> alerts)
      implements SiteCheckSpec {

    public PrometheusRules {
      alerts = List.copyOf(alerts);
    }
  }

  @Says("Pods with these labels are running and ready, such as Prometheus or Grafana.")
  record PodsRunning(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity,
      @Says(value = "Namespace of the pods.", shape = Shape.LABEL) String namespace,
      @Says(value = "Labels of the pods.", shape = Shape.SELECTOR) String selector)
      implements SiteCheckSpec {}
}
