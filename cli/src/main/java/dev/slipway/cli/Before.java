package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.artifact.ImageRef;
import dev.slipway.artifact.VersionName;
import java.util.Optional;

/** What people call what runs now, as far as a recorded workload tells. */
final class Before {
  private Before() {}

  /** The name that a release of ours gave it, else the tag that the cluster names, if any. */
  static Optional<String> version(JsonNode snapshot) {
    String ours = snapshot.path("version").asText("");
    return ours.isEmpty() ? tag(snapshot, 0) : Optional.of(VersionName.of(ours));
  }

  /** The tag by which the cluster names one of the images. */
  static Optional<String> tag(JsonNode snapshot, int image) {
    String named = snapshot.path("named").path(image).asText("");
    return named.isEmpty() ? Optional.empty() : ImageRef.of(named).tag().map(VersionName::of);
  }
}
