package dev.slipway.release;

import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The documents that speak about one service, the strongest first: the environment's override, the
 * service itself, the environment's defaults. Every answer leaves its origin behind.
 */
final class Layers {

  private record Layer(String from, ServiceSpec spec) {}

  private final String prefix;
  private final List<Layer> layers;
  private final Origins origins;

  private Layers(String prefix, List<Layer> layers, Origins origins) {
    this.prefix = prefix;
    this.layers = layers;
    this.origins = origins;
  }

  static Layers of(ServiceDocument service, EnvironmentDocument environment, Origins origins) {
    var layers = new ArrayList<Layer>();
    String env = "environment " + environment.name();
    var overrides = environment.spec().overrides();
    ServiceSpec override = overrides == null ? null : overrides.get(service.name());
    if (override != null) {
      layers.add(new Layer(env + " overrides." + service.name(), override));
    }
    layers.add(
        new Layer(
            "service %s rev %d".formatted(service.name(), service.revision()), service.spec()));
    if (environment.spec().defaults() != null) {
      layers.add(new Layer(env + " defaults", environment.spec().defaults()));
    }
    return new Layers("services." + service.name() + ".", List.copyOf(layers), origins);
  }

  /** What the strongest layer says; null when none says anything. */
  <T> @Nullable T find(String path, Function<ServiceSpec, @Nullable T> getter) {
    for (Layer layer : layers) {
      T value = getter.apply(layer.spec());
      if (value != null) {
        origins.add(prefix + path, value, layer.from());
        return value;
      }
    }
    return null;
  }

  /** The same, with an answer in reserve. */
  <T> T get(String path, Function<ServiceSpec, @Nullable T> getter, T standard, String from) {
    T found = find(path, getter);
    if (found != null) {
      return found;
    }
    origins.add(prefix + path, standard, from);
    return standard;
  }

  <T> T get(String path, Function<ServiceSpec, @Nullable T> getter, T standard) {
    return get(path, getter, standard, Origins.PRODUCT);
  }

  /** What all layers say, the weakest first. */
  <T> List<T> all(String path, Function<ServiceSpec, @Nullable List<T>> getter) {
    var found = new ArrayList<T>();
    for (Layer layer : layers.reversed()) {
      List<T> part = getter.apply(layer.spec());
      if (part != null) {
        found.addAll(part);
        origins.add(prefix + path, part, layer.from());
      }
    }
    return List.copyOf(found);
  }

  /** A field of a field, where the outer one may be missing. */
  static <B, T> Function<ServiceSpec, @Nullable T> in(
      Function<ServiceSpec, @Nullable B> outer, Function<B, @Nullable T> inner) {
    return spec -> {
      B part = outer.apply(spec);
      return part == null ? null : inner.apply(part);
    };
  }

  void note(String path, Object value, String from) {
    origins.add(prefix + path, value, from);
  }
}
