package dev.slipway.practice.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.app.Behaviour;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What lies in the registry: images by repository and tag and by digest, with manifests and config
 * blobs which have real digests. The host in a reference is not looked at, so that one image may be
 * named by the registry's local address and by its name in the documents. Thread-safe.
 */
public final class Images {
  /** The label in the image's config which says under which tag it was pushed. */
  public static final String TAG_LABEL = "dev.slipway.tag";

  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

  /** The media type of the manifests. */
  public static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  private final Map<String, Map<String, Image>> byReference = new TreeMap<>();

  /** Pushes an image which behaves as its tag says; the same push gives the same digest. */
  public Image push(String repository, String tag) {
    return push(repository, tag, tag);
  }

  /** Pushes an image under a tag that says nothing, as {@code latest}, or moves the tag to it. */
  public synchronized Image push(String repository, String tag, String behavesAs) {
    Image image = build(repository, behavesAs);
    Map<String, Image> references = byReference.computeIfAbsent(repository, any -> new TreeMap<>());
    references.put(tag, image);
    references.put(image.digest(), image);
    return image;
  }

  /** Removes a tag or a digest; running containers stay, no new one can be pulled by it. */
  public synchronized void remove(String repository, String reference) {
    byReference.getOrDefault(repository, new TreeMap<>()).remove(reference);
  }

  public synchronized Optional<Image> find(String repository, String reference) {
    return Optional.ofNullable(byReference.getOrDefault(repository, Map.of()).get(reference));
  }

  public Optional<Image> find(String image) {
    ImageName name = ImageName.of(image);
    return find(name.repository(), name.reference());
  }

  public synchronized boolean has(String repository) {
    return byReference.containsKey(repository);
  }

  /** Tags of a repository in order, without digests. */
  public synchronized List<String> tags(String repository) {
    return byReference.getOrDefault(repository, Map.of()).keySet().stream()
        .filter(reference -> !reference.startsWith("sha256:"))
        .toList();
  }

  /** The config blob with this digest. */
  public synchronized Optional<Image> byConfig(String repository, String configDigest) {
    return byReference.getOrDefault(repository, Map.of()).values().stream()
        .filter(image -> image.configDigest().equals(configDigest))
        .findFirst();
  }

  private static Image build(String repository, String tag) {
    ObjectNode config = Json.object().put("architecture", "amd64").put("os", "linux");
    Json.child(config, "config", "Labels")
        .put(TAG_LABEL, tag)
        .put("org.opencontainers.image.title", repository);
    Json.child(config, "rootfs").put("type", "layers").putArray("diff_ids");
    String configText = Json.write(config);
    String configDigest = digest(configText);
    ObjectNode manifest = Json.object().put("schemaVersion", 2).put("mediaType", MANIFEST_TYPE);
    Json.child(manifest, "config")
        .put("mediaType", CONFIG_TYPE)
        .put("digest", configDigest)
        .put("size", configText.getBytes(StandardCharsets.UTF_8).length);
    manifest.putArray("layers");
    String text = Json.write(manifest);
    Behaviour behaviour = Behaviour.ofTag(tag);
    return new Image(repository, digest(text), text, configDigest, configText, behaviour);
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
