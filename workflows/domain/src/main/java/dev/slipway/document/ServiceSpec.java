package dev.slipway.document;

import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service is released. The same record holds a service's own words, the environment's
 * defaults and its overrides; null means that this layer says nothing.
 */
public record ServiceSpec(
    @Says("Team or person who answers for the service.") @Nullable String owner,
    @Says(value = "Site whose worker can reach the service.", otherwise = "the environment's site")
        @Nullable SiteName site,
    @Says(
            value = "Kubernetes namespace of the workloads.",
            shape = Shape.LABEL,
            otherwise = "the environment's namespace")
        @Nullable String namespace,
    @Says(
            value =
                "Image repository of the one container, where the service is one Deployment and its"
                    + " container is named like the service. A repository without a registry host"
                    + " gets the environment's registry in front.",
            shape = Shape.REPOSITORY)
        @Nullable String image,
    @Says(
            value =
                "The workloads, in the order in which they are changed, where image is not enough.",
            min = "1",
            max = "50")
        @Nullable List<WorkloadSpec> workloads,
    @Says(
            value = "References to configuration of the one workload that a release may change.",
            max = "50")
        @Nullable List<ConfigRef> config,
    @Says(
            value = "Secret in the workload's namespace with the login of the registry.",
            shape = Shape.NAME,
            otherwise = "the site's own identity")
        @Nullable String pullSecret,
    @Says(value = "Services that have to be released before this one.", max = "100")
        @Nullable List<ServiceName> dependsOn,
    @Says(
            value = "Change the workload although Helm, Argo CD, Flux or another tool manages it.",
            otherwise = "false")
        @Nullable Boolean takeOver,
    @Says(
            value = "Tags that are never released, as regular expressions over the whole tag.",
            shape = Shape.REGEX,
            max = "20",
            otherwise = "latest, always")
        @Nullable List<String> refusedTags,
    @Says("How the service moves to its new version.") @Nullable StrategySpec strategy,
    @Says("Where its HTTP requests go.") @Nullable HttpSpec http,
    @Says("Health endpoint, asked before and after the change.") @Nullable HealthSpec health,
    @Says(
            value =
                "Checks before the release, beside those that always run; those of defaults, service"
                    + " and override add up, and a later one sets the severity of an earlier one.",
            max = "50")
        @Nullable List<ServiceCheckSpec> checks,
    @Says(
            value =
                "What else shows after the change that the service works, beside pods and health; those of"
                    + " defaults, service and override add up, and a later one takes the place of an"
                    + " earlier one of the same name.",
            max = "50")
        @Nullable List<VerifySpec> verify,
    @Says("Times of the verification.") @Nullable WatchSpec watch,
    @Says(
            value =
                "Metrics to watch until the bake ends. Kept and checked; this version does not judge"
                    + " them, and the plan says so.",
            max = "50")
        @Nullable List<GuardSpec> guard) {

  public ServiceSpec {
    workloads = workloads == null ? null : List.copyOf(workloads);
    config = config == null ? null : List.copyOf(config);
    dependsOn = dependsOn == null ? null : List.copyOf(dependsOn);
    refusedTags = refusedTags == null ? null : List.copyOf(refusedTags);
    checks = checks == null ? null : List.copyOf(checks);
    verify = verify == null ? null : List.copyOf(verify);
    guard = guard == null ? null : List.copyOf(guard);
  }

  /** A service of one Deployment that says nothing but its image. */
  public static ServiceSpec ofImage(String image) {
    return new ServiceSpec(
        null, null, null, image, null, null, null, null, null, null, null, null, null, null, null,
        null, null);
  }
}
