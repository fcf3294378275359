package dev.slipway.lab.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;

/**
 * Pulls an image as a container runtime does: manifest, configuration, every layer. A missing image
 * and an unreachable registry fail with different words, as they do on a real node. Thread-safe.
 */
public final class ImagePuller {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Pulls from the registry the reference names.
   *
   * @throws PullFailure when the image is not there, is refused or the registry does not answer
   */
  public Image pull(ImageReference reference, Login login)
      throws PullFailure, InterruptedException {
    Registry registry = new Registry(reference.registry(), login);
    try {
      return pull(registry, reference);
    } catch (IOException e) {
      throw new PullFailure(unreachable(registry, reference, e));
    }
  }

  private static Image pull(Registry registry, ImageReference wanted)
      throws PullFailure, IOException, InterruptedException {
    ImageReference reference = wanted;
    byte[] body = manifest(registry, reference);
    JsonNode manifest = JSON.readTree(body);
    if (manifest.has("manifests")) {
      reference = wanted.at(manifest.path("manifests").path(0).path("digest").asText());
      body = manifest(registry, reference);
      manifest = JSON.readTree(body);
    }
    long bytes = 0;
    for (JsonNode layer : manifest.path("layers")) {
      String digest = layer.path("digest").asText();
      if (!registry.hasBlob(reference.repository(), digest)) {
        throw missingBlob(registry, wanted, digest);
      }
      bytes += layer.path("size").asLong();
    }
    String tag = tag(registry, wanted, manifest.path("config").path("digest").asText());
    return new Image(wanted.at(Registry.digest(body)), tag, bytes);
  }

  private static byte[] manifest(Registry registry, ImageReference reference)
      throws PullFailure, IOException, InterruptedException {
    HttpResponse<byte[]> answer = registry.manifest(reference.repository(), reference.version());
    return switch (answer.statusCode()) {
      case 200 -> checked(reference, answer.body());
      case 404 ->
          throw new PullFailure(
              "rpc error: code = NotFound desc = failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": %s: not found"
                  .formatted(reference, reference, reference));
      case 401, 403 ->
          throw new PullFailure(
              "failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials"
                  .formatted(reference, reference));
      default ->
          throw new PullFailure(
              "failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": unexpected status from GET request to %s: %d"
                  .formatted(reference, reference, answer.uri(), answer.statusCode()));
    };
  }

  private static byte[] checked(ImageReference reference, byte[] body) throws PullFailure {
    if (reference.byDigest() && !Registry.digest(body).equals(reference.version())) {
      throw new PullFailure(
          "failed to pull and unpack image \"%s\": manifest has digest %s"
              .formatted(reference, Registry.digest(body)));
    }
    return body;
  }

  private static String tag(Registry registry, ImageReference wanted, String digest)
      throws PullFailure, IOException, InterruptedException {
    HttpResponse<byte[]> config = registry.blob(wanted.repository(), digest);
    if (config.statusCode() != 200) {
      throw missingBlob(registry, wanted, digest);
    }
    String label =
        JSON.readTree(config.body())
            .path("config")
            .path("Labels")
            .path("dev.slipway.tag")
            .asText("");
    return label.isEmpty() ? (wanted.byDigest() ? "unlabelled" : wanted.version()) : label;
  }

  private static PullFailure missingBlob(Registry registry, ImageReference wanted, String digest) {
    URI place = registry.uri(wanted.repository(), "blobs/" + digest);
    return new PullFailure(
        "rpc error: code = NotFound desc = failed to pull and unpack image \"%s\": failed to copy: httpReadSeeker: failed open: content at %s not found: not found"
            .formatted(wanted, place));
  }

  private static String unreachable(
      Registry registry, ImageReference reference, IOException cause) {
    URI place = registry.uri(reference.repository(), "manifests/" + reference.version());
    boolean unknown =
        cause instanceof UnknownHostException
            || cause.getCause() instanceof UnknownHostException
            || cause.getCause() instanceof java.nio.channels.UnresolvedAddressException;
    String why =
        unknown
            ? "lookup " + reference.registry() + ": no such host"
            : "dial tcp " + reference.registry() + ": connect: connection refused";
    return "failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": failed to do request: Head \"%s\": %s"
        .formatted(reference, reference, place, why);
  }
}
