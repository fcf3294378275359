package dev.slipway.kubernetes;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Configuration that pods will look for: objects, keys and variables. Values stay where they are.
 */
final class ConfigChecks {
  private final KubernetesClient client;
  private final WorkloadReader reader;

  ConfigChecks(KubernetesClient client) {
    this.client = client;
    this.reader = new WorkloadReader(client);
  }

  Finding references(Check.References check) {
    LiveWorkload workload = reader.read(check.change().workload());
    String namespace = workload.ref().namespace();
    var missing = new TreeSet<String>();
    List<TemplateReference> all = TemplateReferences.in(workload.pods());
    for (TemplateReference reference : all) {
      if (!reference.optional()) {
        missing.addAll(
            missing(
                namespace,
                reference.kind(),
                renamed(reference, check.change().config()),
                reference.keys()));
      }
    }
    return missing.isEmpty()
        ? new Finding.Passed(
            "all %d references of %s are there".formatted(all.size(), workload.ref()))
        : new Finding.Failed(
            String.join("; ", missing),
            "create what is missing in namespace " + namespace + " before the release");
  }

  Finding secretKeys(Check.SecretKeys check) {
    Optional<Secret> found = secret(check.namespace(), check.secret());
    if (found.isEmpty()) {
      return new Finding.Failed(
          "secret %s does not exist in %s".formatted(check.secret(), check.namespace()),
          "create it with the keys " + String.join(", ", check.keys()));
    }
    Map<String, String> data = data(found.get().getData());
    var troubles = new ArrayList<String>();
    for (String key : check.keys()) {
      if (!data.containsKey(key)) {
        troubles.add("key %s is missing".formatted(key));
      } else if (characters(data.get(key)) < check.minLength()) {
        troubles.add("key %s has fewer than %d characters".formatted(key, check.minLength()));
      }
    }
    return troubles.isEmpty()
        ? new Finding.Passed("all %d keys are there and long enough".formatted(check.keys().size()))
        : new Finding.Failed(
            "secret %s in %s: %s"
                .formatted(check.secret(), check.namespace(), String.join("; ", troubles)),
            "set the keys in the secret store");
  }

  Finding requiredEnv(Check.RequiredEnv check) {
    LiveWorkload workload = reader.read(check.workload());
    var set = new TreeSet<String>();
    for (Container container : workload.containers(false)) {
      container.getEnv().stream()
          .filter(ConfigChecks::isSet)
          .map(EnvVar::getName)
          .forEach(set::add);
      for (EnvFromSource source : container.getEnvFrom()) {
        set.addAll(variables(workload.ref().namespace(), source));
      }
    }
    List<String> missing = check.names().stream().filter(name -> !set.contains(name)).toList();
    return missing.isEmpty()
        ? new Finding.Passed("all %d variables are set".formatted(check.names().size()))
        : new Finding.Failed(
            "%s does not set %s".formatted(workload.ref(), String.join(", ", missing)),
            "add them to the template, or to a ConfigMap or Secret that it takes with envFrom");
  }

  private static boolean isSet(EnvVar variable) {
    return variable.getValueFrom() != null
        || (variable.getValue() != null && !variable.getValue().isEmpty());
  }

  private List<String> variables(String namespace, EnvFromSource source) {
    String prefix = Objects.requireNonNullElse(source.getPrefix(), "");
    var keys = new TreeSet<String>();
    if (source.getConfigMapRef() != null) {
      configMap(namespace, source.getConfigMapRef().getName())
          .ifPresent(map -> keys.addAll(data(map.getData()).keySet()));
    }
    if (source.getSecretRef() != null) {
      secret(namespace, source.getSecretRef().getName())
          .ifPresent(secret -> keys.addAll(data(secret.getData()).keySet()));
    }
    return keys.stream().map(key -> prefix + key).toList();
  }

  private static String renamed(TemplateReference reference, List<ConfigSetting> settings) {
    return settings.stream()
        .filter(setting -> setting.kind() == reference.kind() && setting.owns(reference.name()))
        .max(Comparator.comparingInt(setting -> setting.slot().length()))
        .map(ConfigSetting::name)
        .orElse(reference.name());
  }

  private List<String> missing(String namespace, ConfigKind kind, String name, List<String> keys) {
    Optional<TreeSet<String>> found = keysOf(namespace, kind, name);
    if (found.isEmpty()) {
      return List.of("%s %s does not exist".formatted(kind.kubernetes(), name));
    }
    return keys.stream()
        .filter(key -> !found.get().contains(key))
        .map(key -> "%s %s has no key %s".formatted(kind.kubernetes(), name, key))
        .toList();
  }

  private Optional<TreeSet<String>> keysOf(String namespace, ConfigKind kind, String name) {
    return switch (kind) {
      case CONFIG_MAP ->
          configMap(namespace, name)
              .map(
                  map -> {
                    var keys = new TreeSet<>(data(map.getData()).keySet());
                    keys.addAll(data(map.getBinaryData()).keySet());
                    return keys;
                  });
      case SECRET ->
          secret(namespace, name).map(found -> new TreeSet<>(data(found.getData()).keySet()));
    };
  }

  private Optional<ConfigMap> configMap(String namespace, String name) {
    return KubernetesFaults.calling(
        "read ConfigMap %s in %s".formatted(name, namespace),
        () -> Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get()));
  }

  private Optional<Secret> secret(String namespace, String name) {
    return KubernetesFaults.calling(
        "read Secret %s in %s".formatted(name, namespace),
        () -> Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get()));
  }

  private static int characters(@Nullable String encoded) {
    return encoded == null
        ? 0
        : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).length();
  }

  private static Map<String, String> data(@Nullable Map<String, String> data) {
    return data == null ? Map.of() : data;
  }
}
