package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a container's variables, with the config maps and secrets they come from. */
final class ContainerEnvironment {
  private final Host host;
  private final ContainerPlan plan;
  private final String namespace;

  ContainerEnvironment(Host host, ContainerPlan plan) {
    this.host = host;
    this.plan = plan;
    this.namespace = plan.pod().getMetadata().getNamespace();
  }

  /**
   * The variables by name.
   *
   * @throws ConfigMissing, InterruptedException when a config map, a secret or a key in it is not
   *     there
   */
  Map<String, String> read() throws ConfigMissing, InterruptedException {
    Map<String, String> variables = new TreeMap<>();
    for (EnvFromSource source : plan.container().getEnvFrom()) {
      String prefix = Optional.ofNullable(source.getPrefix()).orElse("");
      all(source).forEach((key, value) -> variables.put(prefix + key, value));
    }
    for (EnvVar variable : plan.container().getEnv()) {
      EnvVarSource from = variable.getValueFrom();
      Optional<String> value =
          from == null
              ? Optional.of(Optional.ofNullable(variable.getValue()).orElse(""))
              : one(from);
      value.ifPresent(text -> variables.put(variable.getName(), text));
    }
    return variables;
  }

  private Map<String, String> all(EnvFromSource source) throws ConfigMissing, InterruptedException {
    if (source.getConfigMapRef() != null) {
      return configMap(
          source.getConfigMapRef().getName(), yes(source.getConfigMapRef().getOptional()));
    }
    return secret(source.getSecretRef().getName(), yes(source.getSecretRef().getOptional()));
  }

  private Optional<String> one(EnvVarSource from) throws ConfigMissing, InterruptedException {
    if (from.getConfigMapKeyRef() != null) {
      var ref = from.getConfigMapKeyRef();
      boolean optional = yes(ref.getOptional());
      return key(
          configMap(ref.getName(), optional), ref.getKey(), optional, "ConfigMap", ref.getName());
    }
    if (from.getSecretKeyRef() != null) {
      var ref = from.getSecretKeyRef();
      boolean optional = yes(ref.getOptional());
      return key(secret(ref.getName(), optional), ref.getKey(), optional, "Secret", ref.getName());
    }
    return from.getFieldRef() == null ? Optional.of("") : Optional.of(field(from.getFieldRef()));
  }

  private Optional<String> key(
      Map<String, String> data, String key, boolean optional, String kind, String name)
      throws ConfigMissing, InterruptedException {
    if (!data.containsKey(key) && !optional) {
      throw new ConfigMissing(
          "couldn't find key %s in %s %s/%s".formatted(key, kind, namespace, name));
    }
    return Optional.ofNullable(data.get(key));
  }

  private Map<String, String> configMap(String name, boolean optional)
      throws ConfigMissing, InterruptedException {
    ConfigMap found =
        host.ask(client -> client.configMaps().inNamespace(namespace).withName(name).get());
    if (found == null && !optional) {
      throw new ConfigMissing("configmap \"%s\" not found".formatted(name));
    }
    return found == null || found.getData() == null ? Map.of() : found.getData();
  }

  private Map<String, String> secret(String name, boolean optional)
      throws ConfigMissing, InterruptedException {
    Secret found = host.ask(client -> client.secrets().inNamespace(namespace).withName(name).get());
    if (found == null && !optional) {
      throw new ConfigMissing("secret \"%s\" not found".formatted(name));
    }
    Map<String, String> plain = new TreeMap<>();
    if (found != null && found.getData() != null) {
      found
          .getData()
          .forEach(
              (key, value) ->
                  plain.put(
                      key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    }
    return plain;
  }

  private String field(ObjectFieldSelector ref) {
    var metadata = plan.pod().getMetadata();
    return switch (ref.getFieldPath()) {
      case "metadata.name" -> metadata.getName();
      case "metadata.namespace" -> metadata.getNamespace();
      case "metadata.uid" -> metadata.getUid();
      case "spec.nodeName" -> plan.pod().getSpec().getNodeName();
      case "spec.serviceAccountName" ->
          Optional.ofNullable(plan.pod().getSpec().getServiceAccountName()).orElse("");
      case "status.podIP", "status.podIPs" -> plan.address();
      default -> "";
    };
  }

  private static boolean yes(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
