package dev.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.artifact.Digest;
import dev.slipway.contract.FailureType;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A manifest or an index of manifests, byte for byte as the registry keeps it. */
record Manifest(Digest digest, JsonNode json) {
  /** Asked for in this order; schema 1 has no digest that stays. */
  static final String ACCEPT =
      String.join(
          ", ",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Believes the bytes and not the header: the digest is computed, and a header that says otherwise
   * is refused.
   *
   * @throws io.temporal.failure.ApplicationFailure INVALID
   */
  static Manifest of(Repository repository, String reference, RegistryAnswer answer) {
    Digest computed = sha256(answer.body());
    answer
        .headers()
        .firstValue("Docker-Content-Digest")
        .filter(claimed -> !claimed.equals(computed.value()))
        .ifPresent(
            claimed -> {
              throw FailureType.INVALID.failure(
                  "registry %s says that %s of %s is %s, but what it sends is %s: it is not to be trusted with this image"
                      .formatted(
                          repository.registry(), reference, repository.path(), claimed, computed));
            });
    return new Manifest(computed, parse(repository, reference, answer.body()));
  }

  private static JsonNode parse(Repository repository, String reference, byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      boolean index = json.path("manifests").isArray();
      boolean image = json.path("config").isObject() && json.path("layers").isArray();
      if (json.path("schemaVersion").asInt() == 2 && (index || image)) {
        return json;
      }
    } catch (IOException e) {
      // said below in words that name the image
    }
    throw FailureType.INVALID.failure(
        "%s of %s is not an OCI or docker v2 manifest: push it again with a current tool"
            .formatted(reference, repository));
  }

  boolean isIndex() {
    return json.path("manifests").isArray();
  }

  /** Manifests of an index that hold an image; attestations have platform unknown. */
  List<String> children() {
    List<String> digests = new ArrayList<>();
    for (JsonNode child : json.path("manifests")) {
      if (!child.path("platform").path("os").asText("").equals("unknown")) {
        digests.add(child.path("digest").asText());
      }
    }
    return digests;
  }

  /** Configuration first, then layers from the bottom up; foreign layers live elsewhere. */
  List<String> blobs() {
    List<String> digests = new ArrayList<>();
    digests.add(json.path("config").path("digest").asText());
    for (JsonNode layer : json.path("layers")) {
      if (!layer.has("urls")) {
        digests.add(layer.path("digest").asText());
      }
    }
    return digests;
  }

  private static Digest sha256(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return Digest.of("sha256:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
