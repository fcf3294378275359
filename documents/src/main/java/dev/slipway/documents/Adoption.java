package dev.slipway.documents;

import dev.slipway.artifact.ImageRef;
import dev.slipway.document.ConfigRef;
import dev.slipway.document.ContainerSpec;
import dev.slipway.document.Document;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.HealthSpec;
import dev.slipway.document.HttpSpec;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.document.WorkloadSpec;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.WorkloadKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes minimal documents for what runs already. Changes nothing, guesses nothing in silence. */
public final class Adoption {

  private static final String VERSION_SUFFIX = "-(v?[0-9]+(\\.[0-9]+)*|[bcdfghjkmt0-9]{10})$";

  private final List<String> notes = new ArrayList<>();

  private Adoption() {}

  /**
   * What came out.
   *
   * @param documents the environment first, then one service for each workload
   * @param notes what a person should look at before applying them
   */
  public record Adopted(List<Document> documents, List<String> notes) {
    public Adopted {
      documents = List.copyOf(documents);
      notes = List.copyOf(notes);
    }

    /** One YAML text, documents separated by {@code ---}, notes as comments in front. */
    public String yaml() {
      var text = new StringBuilder();
      notes.forEach(note -> text.append("# ").append(note).append('\n'));
      documents.forEach(document -> text.append("---\n").append(DocumentWriter.yaml(document)));
      return text.toString();
    }
  }

  /** Documents for these workloads of one namespace. */
  public static Adopted adopt(
      EnvironmentName environment,
      SiteName site,
      String namespace,
      List<AdoptedWorkload> workloads) {
    var adoption = new Adoption();
    var documents = new ArrayList<Document>();
    documents.add(new EnvironmentDocument(environment, 0, inNamespace(site, namespace)));
    workloads.forEach(workload -> documents.add(adoption.service(workload)));
    return new Adopted(documents, adoption.notes);
  }

  private static EnvironmentSpec inNamespace(SiteName site, String namespace) {
    return new EnvironmentSpec(
        null, site, namespace, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null);
  }

  private ServiceDocument service(AdoptedWorkload found) {
    List<ContainerSpec> containers = containers(found);
    List<ConfigRef> config = found.config().stream().map(Adoption::slot).distinct().toList();
    boolean plain =
        found.kind() == WorkloadKind.DEPLOYMENT
            && containers.size() == 1
            && containers.getFirst().name().equals(found.name());
    if (found.owner() != null) {
      notes.add(
          "%s is managed by %s: a release is refused unless you set takeOver: true"
              .formatted(found.name(), found.owner()));
    }
    return new ServiceDocument(
        ServiceName.of(found.name()),
        0,
        plain ? plain(found, containers, config) : general(found, containers, config));
  }

  private ServiceSpec plain(
      AdoptedWorkload found, List<ContainerSpec> containers, List<ConfigRef> config) {
    return spec(found, containers.getFirst().image(), null, config.isEmpty() ? null : config);
  }

  private ServiceSpec general(
      AdoptedWorkload found, List<ContainerSpec> containers, List<ConfigRef> config) {
    var workload =
        new WorkloadSpec(
            found.kind() == WorkloadKind.DEPLOYMENT ? null : found.kind(),
            null,
            null,
            containers,
            config.isEmpty() ? null : config);
    return spec(found, null, List.of(workload), null);
  }

  private ServiceSpec spec(
      AdoptedWorkload found,
      @Nullable String image,
      @Nullable List<WorkloadSpec> workloads,
      @Nullable List<ConfigRef> config) {
    HttpSpec http = http(found);
    HealthSpec health = http == null ? null : health(found);
    return new ServiceSpec(
        null, null, null, image, workloads, config, null, null, null, null, null, http, health,
        null, null, null, null);
  }

  /** The first ordinary container and all of the same image; others keep what they have. */
  private List<ContainerSpec> containers(AdoptedWorkload found) {
    String main =
        found.containers().stream()
            .filter(c -> !c.init())
            .findFirst()
            .map(c -> ImageRef.of(c.image()).repository())
            .orElseThrow(() -> new IllegalArgumentException(found.name() + " has no container"));
    var declared = new ArrayList<ContainerSpec>();
    for (AdoptedWorkload.Container container : found.containers()) {
      if (ImageRef.of(container.image()).repository().equals(main)) {
        declared.add(new ContainerSpec(container.name(), main, container.init() ? true : null));
      } else {
        notes.add(
            "%s: container %s has another image and keeps it; add it to containers if it belongs to the release"
                .formatted(found.name(), container.name()));
      }
    }
    return declared;
  }

  /** {@code app-config-v7} is an object of the slot {@code app-config}. */
  private static ConfigRef slot(ConfigRef found) {
    return new ConfigRef(found.kind(), found.name().replaceFirst(VERSION_SUFFIX, ""));
  }

  private @Nullable HttpSpec http(AdoptedWorkload found) {
    if (found.endpoints().isEmpty()) {
      return null;
    }
    AdoptedWorkload.Endpoint first = found.endpoints().getFirst();
    if (found.endpoints().size() > 1) {
      notes.add(
          "%s has several Services; %s is taken for health requests"
              .formatted(found.name(), first.service()));
    }
    return new HttpSpec(
        first.service().equals(found.name()) ? null : first.service(), first.port(), null);
  }

  private static @Nullable HealthSpec health(AdoptedWorkload found) {
    return found.containers().stream()
        .filter(c -> !c.init())
        .map(AdoptedWorkload.Container::probePath)
        .filter(path -> path != null)
        .findFirst()
        .map(path -> new HealthSpec(path, null, null, null, null))
        .orElse(null);
  }
}
