package dev.slipway.documents;

import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SpokenLine;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.WantedService;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a release as it came in: nothing is trusted, everything may be missing.
 *
 * @param kind ordinary or hotfix; null means ordinary
 * @param acceptDrift null means false
 */
public record RequestInput(
    @Nullable String environment,
    @Nullable List<ServiceInput> services,
    @Nullable List<ConfigInput> config,
    @Nullable String kind,
    @Nullable String reason,
    @Nullable Boolean acceptDrift) {

  /** One service and the tag or digest wanted. */
  public record ServiceInput(@Nullable String service, @Nullable String version) {}

  /**
   * One configuration object to switch to.
   *
   * @param kind ConfigMap or Secret
   */
  public record ConfigInput(@Nullable String kind, @Nullable String slot, @Nullable String name) {}

  /**
   * The request in its own types.
   *
   * @throws IllegalArgumentException unless {@link RequestCheck} found no problem before
   */
  public ReleaseRequest toRequest(RunId run, Actor by) {
    return new ReleaseRequest(
        run,
        EnvironmentName.of(said(environment)),
        list(services).stream()
            .map(s -> new WantedService(ServiceName.of(said(s.service())), said(s.version())))
            .toList(),
        list(config).stream().map(RequestInput::setting).toList(),
        kind == null
            ? ReleaseKind.ORDINARY
            : (ReleaseKind) Scalars.read(kind, ReleaseKind.class, null),
        by,
        reason == null ? "" : SpokenLine.of(reason),
        acceptDrift != null && acceptDrift);
  }

  private static ConfigSetting setting(ConfigInput input) {
    ConfigKind kind = (ConfigKind) Scalars.read(said(input.kind()), ConfigKind.class, null);
    return new ConfigSetting(kind, said(input.slot()), said(input.name()));
  }

  static <T> List<T> list(@Nullable List<T> given) {
    return given == null ? List.of() : given;
  }

  private static String said(@Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("the request is not complete; check it first");
    }
    return text;
  }
}
