package dev.slipway.document;

import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where services run, and the rules that hold for every release there. */
public record EnvironmentSpec(
    @Says("What the environment is for.") @Nullable String description,
    @Says(value = "Site whose worker can reach the environment.") SiteName site,
    @Says(
            value = "Kubernetes namespace of services that name none.",
            shape = Shape.LABEL,
            otherwise = "the environment's name")
        @Nullable String namespace,
    @Says(
            value = "Put in front of image repositories that name no registry host.",
            shape = Shape.REGISTRY)
        @Nullable String registry,
    @Says(value = "Base address of Prometheus.", shape = Shape.URL) @Nullable String prometheus,
    @Says("Who must say yes before a release; no gate where nothing is said.")
        @Nullable ApprovalSpec approval,
    @Says(
            value = "Time between the announcement and the first change.",
            min = "0s",
            max = "30d",
            otherwise = "0s")
        @Nullable Duration noticePeriod,
    @Says(value = "What happens when a service turns out bad.", otherwise = "undoAll")
        @Nullable OnFailure onFailure,
    @Says(
            value = "Services of one wave that change at the same time.",
            min = "1",
            max = "100",
            otherwise = "4")
        @Nullable Integer maxParallel,
    @Says("How long a release may be on hold.") @Nullable HoldSpec hold,
    @Says(
            value =
                "How long one step is tried again against an ill system before the release holds.",
            min = "0s",
            max = "24h",
            otherwise = "10m")
        @Nullable Duration retryBudget,
    @Says(
            value = "Healthy waiting time at the end of a release, with the right to roll back.",
            min = "0s",
            max = "30d",
            otherwise = "0s")
        @Nullable Duration bake,
    @Says("What is different for a hotfix.") @Nullable HotfixSpec hotfix,
    @Says(value = "Times in which no release may start.", max = "100")
        @Nullable List<FreezeSpec> freezes,
    @Says(value = "Who is told.", max = "50") @Nullable List<ReceiverSpec> receivers,
    @Says(value = "Checks made once per release, beside those that always run.", max = "100")
        @Nullable List<SiteCheckSpec> checks,
    @Says("What holds for services that do not say it themselves.") @Nullable ServiceSpec defaults,
    @Says("What is different here for single services, by their name.")
        @Nullable Map<ServiceName, ServiceSpec> overrides) {

  public EnvironmentSpec {
    freezes = freezes == null ? null : List.copyOf(freezes);
    receivers = receivers == null ? null : List.copyOf(receivers);
    checks = checks == null ? null : List.copyOf(checks);
    overrides =
        overrides == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
  }

  /** An environment that says nothing but its site. */
  public static EnvironmentSpec at(SiteName site) {
    return new EnvironmentSpec(
        null, site, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null);
  }
}
