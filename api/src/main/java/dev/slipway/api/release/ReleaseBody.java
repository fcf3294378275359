package dev.slipway.api.release;

import dev.slipway.documents.RequestInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release as asked for; everything may be missing, and what is missing or wrong is answered with
 * its field.
 *
 * @param run id of the run, chosen by the caller; made from environment, date and key if absent
 * @param environment where to release to
 * @param services what to release, in which version
 * @param config configuration objects to switch to, by slot
 * @param kind ordinary or hotfix; ordinary if absent
 * @param reason shown to approvers
 * @param acceptDrift go on although live state differs from the last recorded one
 */
record ReleaseBody(
    @Nullable String run,
    @Nullable String environment,
    @Nullable List<RequestInput.@Nullable ServiceInput> services,
    @Nullable List<RequestInput.@Nullable ConfigInput> config,
    @Nullable String kind,
    @Nullable String reason,
    @Nullable Boolean acceptDrift) {

  RequestInput input() {
    return new RequestInput(
        environment,
        services == null ? null : services.stream().map(ReleaseBody::orEmpty).toList(),
        config == null ? null : config.stream().map(ReleaseBody::orEmpty).toList(),
        kind,
        reason,
        acceptDrift);
  }

  private static RequestInput.ServiceInput orEmpty(RequestInput.@Nullable ServiceInput given) {
    return given == null ? new RequestInput.ServiceInput(null, null) : given;
  }

  private static RequestInput.ConfigInput orEmpty(RequestInput.@Nullable ConfigInput given) {
    return given == null ? new RequestInput.ConfigInput(null, null, null) : given;
  }
}
