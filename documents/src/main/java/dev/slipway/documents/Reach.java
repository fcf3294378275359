package dev.slipway.documents;

import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.document.WorkloadSpec;
import dev.slipway.name.SiteName;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a release of one service in one environment changes, by the same order of words as
 * planning: the environment's override, the service, the environment's defaults.
 */
final class Reach {
  private final EnvironmentDocument environment;
  private final ServiceDocument service;

  private Reach(EnvironmentDocument environment, ServiceDocument service) {
    this.environment = environment;
    this.service = service;
  }

  /** Names for people, such as {@code Deployment web in namespace shop of site east}. */
  static List<String> of(EnvironmentDocument environment, ServiceDocument service) {
    return new Reach(environment, service).objects();
  }

  /** Whether the service is said to be anything at all there. */
  static boolean isDeclared(EnvironmentDocument environment, ServiceDocument service) {
    return !of(environment, service).isEmpty();
  }

  private List<String> objects() {
    List<WorkloadSpec> workloads = find(ServiceSpec::workloads);
    if (workloads != null) {
      return workloads.stream().map(this::object).toList();
    }
    String only = service.name().value();
    return find(ServiceSpec::image) == null ? List.of() : List.of(object("Deployment", only, null));
  }

  private String object(WorkloadSpec workload) {
    return object(
        workload.kind() == null ? "Deployment" : workload.kind().kubernetes(),
        workload.name() == null ? service.name().value() : workload.name(),
        workload.namespace());
  }

  private String object(String kind, String name, @Nullable String namespace) {
    SiteName site = find(ServiceSpec::site);
    return "%s %s in namespace %s of site %s"
        .formatted(
            kind,
            name,
            namespace == null ? namespace() : namespace,
            site == null ? environment.spec().site() : site);
  }

  private String namespace() {
    String said = find(ServiceSpec::namespace);
    String everywhere = environment.spec().namespace();
    return said != null ? said : everywhere != null ? everywhere : environment.name().value();
  }

  private <T> @Nullable T find(Function<ServiceSpec, @Nullable T> field) {
    var overrides = environment.spec().overrides();
    ServiceSpec override = overrides == null ? null : overrides.get(service.name());
    for (ServiceSpec layer :
        Stream.of(override, service.spec(), environment.spec().defaults())
            .flatMap(Stream::ofNullable)
            .toList()) {
      T value = field.apply(layer);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
