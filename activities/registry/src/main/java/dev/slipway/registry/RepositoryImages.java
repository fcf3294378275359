package dev.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.preflight.Finding;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lies in one repository. */
final class RepositoryImages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TAGS_READ = 1_000;

  private final RegistrySession session;
  private final Repository repository;

  RepositoryImages(RegistrySession session, Repository repository) {
    this.session = session;
    this.repository = repository;
  }

  /**
   * @return empty when the registry says that it has none
   * @throws ApplicationFailure INVALID for an answer that says neither
   */
  Optional<Manifest> manifest(String reference) {
    RegistryAnswer answer = session.follow(repository.manifest(reference), Manifest.ACCEPT);
    if (answer.ok()) {
      return Optional.of(Manifest.of(repository, reference, answer));
    }
    if (answer.missing()) {
      return Optional.empty();
    }
    throw session.unexpected("manifest " + reference, answer);
  }

  /** One sentence that names what is missing, what is there instead, and the way out. */
  String whyMissing(String reference) {
    List<String> near = new NearbyTags(tags()).to(reference);
    String what = reference.startsWith("sha256:") ? "digest" : "tag";
    return near.isEmpty()
        ? "%s has no %s %s, and lists no tags: check the repository's name, or push the image"
            .formatted(repository, what, reference)
        : "%s has no %s %s. It has %s: ask for one of these, or push the image"
            .formatted(repository, what, reference, String.join(", ", near));
  }

  Finding pullable(String reference) {
    Optional<Manifest> found = manifest(reference);
    if (found.isEmpty()) {
      return new Finding.Failed(whyMissing(reference), "push the image again");
    }
    Manifest manifest = found.get();
    List<Manifest> images = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    if (manifest.isIndex()) {
      for (String child : manifest.children()) {
        manifest(child).ifPresentOrElse(images::add, () -> absent.add(child));
      }
    } else {
      images.add(manifest);
    }
    images.stream()
        .flatMap(image -> image.blobs().stream())
        .distinct()
        .filter(blob -> !present(blob))
        .forEach(absent::add);
    return absent.isEmpty()
        ? new Finding.Passed("%s@%s is complete".formatted(repository, manifest.digest()))
        : new Finding.Failed(
            "%s@%s lacks %s".formatted(repository, manifest.digest(), absent),
            "push the image again: the registry lost parts of it");
  }

  private boolean present(String blob) {
    RegistryAnswer answer = session.send("HEAD", repository.blob(blob), "*/*");
    if (answer.ok() || answer.elsewhere()) {
      return true;
    }
    if (answer.missing()) {
      return false;
    }
    throw session.unexpected("blob " + blob, answer);
  }

  /** Only for a better message: a registry that does not list them costs nothing. */
  private List<String> tags() {
    List<String> tags = new ArrayList<>();
    try {
      RegistryAnswer answer = session.send("GET", repository.tags(TAGS_READ), "application/json");
      JsonNode json = answer.ok() ? JSON.readTree(answer.body()) : JSON.createObjectNode();
      json.path("tags").forEach(tag -> tags.add(tag.asText()));
    } catch (ApplicationFailure | IOException e) {
      tags.clear();
    }
    return tags;
  }
}
