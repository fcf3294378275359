package dev.slipway.kubernetes;

import dev.slipway.rollout.ConfigKind;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds every place of a pod template that names a ConfigMap or a Secret. */
final class TemplateReferences {
  private static final String ROOT = "/spec/template/spec";
  private final List<TemplateReference> found = new ArrayList<>();

  private TemplateReferences() {}

  /** In the order of the template: init containers, containers, volumes. */
  static List<TemplateReference> in(PodSpec pods) {
    var search = new TemplateReferences();
    search.containers(ROOT + "/initContainers", pods.getInitContainers());
    search.containers(ROOT + "/containers", pods.getContainers());
    List<Volume> volumes = orEmpty(pods.getVolumes());
    for (int i = 0; i < volumes.size(); i++) {
      search.volume(ROOT + "/volumes/" + i, volumes.get(i));
    }
    return List.copyOf(search.found);
  }

  private void containers(String at, @Nullable List<Container> containers) {
    List<Container> all = orEmpty(containers);
    for (int i = 0; i < all.size(); i++) {
      List<EnvFromSource> sources = orEmpty(all.get(i).getEnvFrom());
      for (int j = 0; j < sources.size(); j++) {
        envFrom(at + "/" + i + "/envFrom/" + j, sources.get(j));
      }
      List<EnvVar> variables = orEmpty(all.get(i).getEnv());
      for (int j = 0; j < variables.size(); j++) {
        variable(at + "/" + i + "/env/" + j + "/valueFrom", variables.get(j));
      }
    }
  }

  private void envFrom(String at, EnvFromSource source) {
    var map = source.getConfigMapRef();
    if (map != null) {
      add(
          ConfigKind.CONFIG_MAP,
          map.getName(),
          at + "/configMapRef/name",
          List.of(),
          map.getOptional());
    }
    var secret = source.getSecretRef();
    if (secret != null) {
      add(
          ConfigKind.SECRET,
          secret.getName(),
          at + "/secretRef/name",
          List.of(),
          secret.getOptional());
    }
  }

  private void variable(String at, EnvVar variable) {
    var from = variable.getValueFrom();
    if (from == null) {
      return;
    }
    var map = from.getConfigMapKeyRef();
    if (map != null) {
      add(
          ConfigKind.CONFIG_MAP,
          map.getName(),
          at + "/configMapKeyRef/name",
          List.of(map.getKey()),
          map.getOptional());
    }
    var secret = from.getSecretKeyRef();
    if (secret != null) {
      add(
          ConfigKind.SECRET,
          secret.getName(),
          at + "/secretKeyRef/name",
          List.of(secret.getKey()),
          secret.getOptional());
    }
  }

  private void volume(String at, Volume volume) {
    var map = volume.getConfigMap();
    if (map != null) {
      add(
          ConfigKind.CONFIG_MAP,
          map.getName(),
          at + "/configMap/name",
          keys(map.getItems()),
          map.getOptional());
    }
    var secret = volume.getSecret();
    if (secret != null) {
      add(
          ConfigKind.SECRET,
          secret.getSecretName(),
          at + "/secret/secretName",
          keys(secret.getItems()),
          secret.getOptional());
    }
    if (volume.getProjected() != null) {
      List<VolumeProjection> sources = orEmpty(volume.getProjected().getSources());
      for (int i = 0; i < sources.size(); i++) {
        projection(at + "/projected/sources/" + i, sources.get(i));
      }
    }
  }

  private void projection(String at, VolumeProjection source) {
    var map = source.getConfigMap();
    if (map != null) {
      add(
          ConfigKind.CONFIG_MAP,
          map.getName(),
          at + "/configMap/name",
          keys(map.getItems()),
          map.getOptional());
    }
    var secret = source.getSecret();
    if (secret != null) {
      add(
          ConfigKind.SECRET,
          secret.getName(),
          at + "/secret/name",
          keys(secret.getItems()),
          secret.getOptional());
    }
  }

  private void add(
      ConfigKind kind,
      @Nullable String name,
      String pointer,
      List<String> keys,
      @Nullable Boolean optional) {
    if (name != null) {
      found.add(new TemplateReference(kind, name, pointer, keys, Boolean.TRUE.equals(optional)));
    }
  }

  private static List<String> keys(@Nullable List<KeyToPath> items) {
    return orEmpty(items).stream().map(KeyToPath::getKey).toList();
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
