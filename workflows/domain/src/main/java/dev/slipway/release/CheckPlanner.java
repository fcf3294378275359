package dev.slipway.release;

import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.PolicyRule;
import dev.slipway.document.SiteCheckSpec;
import dev.slipway.name.SiteName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.PlannedCheck;
import dev.slipway.preflight.Severity;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is looked at before a release and what a failure means. By default only that blocks
 * which would make this very release fail.
 */
final class CheckPlanner {

  static final List<PolicyRule> RULES =
      List.of(PolicyRule.LIMITS, PolicyRule.PROBES, PolicyRule.GRACE, PolicyRule.NO_MIGRATION_INIT);

  private record Key(SiteName site, Check check) {}

  private final Map<Key, Severity> planned = new LinkedHashMap<>();
  private final EnvironmentSpec environment;
  private final List<Problem> problems;

  CheckPlanner(EnvironmentSpec environment, List<Problem> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** A check that is planned already keeps its place and gets the new severity. */
  void add(SiteName site, Check check, Severity severity) {
    planned.put(new Key(site, check), severity);
  }

  List<SitedCheck> all() {
    return planned.entrySet().stream()
        .map(
            e ->
                new SitedCheck(
                    e.getKey().site(), new PlannedCheck(e.getKey().check(), e.getValue())))
        .toList();
  }

  /** Checks of each site that the release touches. */
  void addSites(List<ResolvedService> services) {
    for (SiteName site : services.stream().map(ResolvedService::site).distinct().toList()) {
      add(site, new Check.ClusterReachable(), Severity.BLOCK);
      services.stream()
          .filter(s -> s.site().equals(site))
          .flatMap(s -> s.workloads().stream())
          .map(w -> w.ref().namespace())
          .distinct()
          .forEach(ns -> add(site, new Check.NamespaceExists(ns), Severity.BLOCK));
      add(site, new Check.NodesReady(), Severity.WARN);
    }
    receivers().forEach(check -> add(environment.site(), check, Severity.WARN));
    List<SiteCheckSpec> said = said();
    for (int i = 0; i < said.size(); i++) {
      for (Check check : asked("checks[%d]".formatted(i), said.get(i), services)) {
        add(environment.site(), check, severity(said.get(i)));
      }
    }
  }

  /**
   * Whether Slipway's account may do what the release will do.
   *
   * @param snapshots empty while nothing was seen yet
   */
  void addRights(List<ResolvedService> services, List<WorkloadSnapshot> snapshots) {
    Severity severity =
        said().stream()
            .filter(SiteCheckSpec.Rights.class::isInstance)
            .map(CheckPlanner::severity)
            .reduce(Severity.BLOCK, (standard, last) -> last);
    var deeds = new PlannedDeeds();
    services.forEach(service -> deeds.add(service, snapshots));
    deeds.forEach((site, check) -> add(site, check, severity));
  }

  private List<SiteCheckSpec> said() {
    return environment.checks() == null ? List.of() : environment.checks();
  }

  private List<Check> receivers() {
    return PolicyResolver.receivers(environment).stream()
        .<Check>map(Check.ReceiverReady::new)
        .toList();
  }

  private static Severity severity(SiteCheckSpec said) {
    return switch (said) {
      case SiteCheckSpec.ClusterReachable c -> or(c.severity(), Severity.BLOCK);
      case SiteCheckSpec.NamespaceExists c -> or(c.severity(), Severity.BLOCK);
      case SiteCheckSpec.NodesReady c -> or(c.severity(), Severity.WARN);
      case SiteCheckSpec.Rights c -> or(c.severity(), Severity.BLOCK);
      case SiteCheckSpec.ReceiversReady c -> or(c.severity(), Severity.WARN);
      case SiteCheckSpec.TlsDays c -> or(c.severity(), Severity.WARN);
      case SiteCheckSpec.DnsTarget c -> or(c.severity(), Severity.WARN);
      case SiteCheckSpec.CorsOrigin c -> or(c.severity(), Severity.WARN);
      case SiteCheckSpec.PrometheusTargets c -> or(c.severity(), Severity.WARN);
      case SiteCheckSpec.PrometheusRules c -> or(c.severity(), Severity.WARN);
      case SiteCheckSpec.PodsRunning c -> or(c.severity(), Severity.WARN);
    };
  }

  private List<Check> asked(String field, SiteCheckSpec said, List<ResolvedService> services) {
    return switch (said) {
      case SiteCheckSpec.ClusterReachable c -> List.of(new Check.ClusterReachable());
      case SiteCheckSpec.NamespaceExists c ->
          services.stream()
              .filter(s -> s.site().equals(environment.site()))
              .flatMap(s -> s.workloads().stream())
              .<Check>map(w -> new Check.NamespaceExists(w.ref().namespace()))
              .distinct()
              .toList();
      case SiteCheckSpec.NodesReady c -> List.of(new Check.NodesReady());
      // asked when it is known what the release does
      case SiteCheckSpec.Rights c -> List.of();
      case SiteCheckSpec.ReceiversReady c -> receivers();
      case SiteCheckSpec.TlsDays c ->
          List.of(new Check.TlsDays(c.host(), or(c.port(), 443), or(c.minDays(), 30)));
      case SiteCheckSpec.DnsTarget c -> List.of(new Check.DnsTarget(c.host(), c.expected()));
      case SiteCheckSpec.CorsOrigin c -> List.of(new Check.CorsOrigin(c.url(), c.origin()));
      case SiteCheckSpec.PrometheusTargets c ->
          prometheus(field).stream()
              .<Check>map(p -> new Check.PrometheusTargets(p, c.job()))
              .toList();
      case SiteCheckSpec.PrometheusRules c ->
          prometheus(field).stream()
              .<Check>map(p -> new Check.PrometheusRules(p, c.alerts()))
              .toList();
      case SiteCheckSpec.PodsRunning c ->
          List.of(new Check.PodsRunning(c.namespace(), c.selector()));
    };
  }

  private List<String> prometheus(String field) {
    if (environment.prometheus() == null) {
      problems.add(
          new Problem(field, "the check asks Prometheus, but spec.prometheus is not set there"));
      return List.of();
    }
    return List.of(environment.prometheus());
  }

  static Severity or(@Nullable Severity said, Severity standard) {
    return said == null ? standard : said;
  }

  private static int or(@Nullable Integer said, int standard) {
    return said == null ? standard : said;
  }

  static List<String> words(@Nullable List<PolicyRule> rules) {
    var words = new ArrayList<String>();
    (rules == null ? RULES : rules).forEach(rule -> words.add(rule.word()));
    return List.copyOf(words);
  }
}
