package dev.slipway.lab.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.practice.app.Behaviour;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds tiny images and pushes them to one registry. The tag goes into the image's configuration
 * as label {@code dev.slipway.tag}, so that a pod which names the image by digest still knows what
 * to do. An image whose tag says {@code -gone} loses its layer again after the push: its manifest
 * resolves, but nobody can pull it. Pushing the same name again gives the same digest.
 */
public final class ImagePusher {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final String registry;
  private final Registry http;

  /** Pushes to a registry that asks nobody for a name. */
  public ImagePusher(String registry) {
    this(registry, Login.NOBODY);
  }

  /**
   * @param registry host and port, for example {@code 10.244.255.5:5000}
   */
  public ImagePusher(String registry, Login login) {
    this.registry = registry;
    this.http = new Registry(registry, login);
  }

  /**
   * Pushes one image.
   *
   * @param name repository and tag, {@code shop/api:v1.2.0-slow5}; the registry may stand before it
   * @return the image by digest
   * @throws IllegalArgumentException when the name has no tag or is no image name
   * @throws IOException when the registry does not take it; pushing again is harmless
   */
  public ImageReference push(String name) throws IOException, InterruptedException {
    ImageReference image =
        ImageReference.of(name.startsWith(registry + "/") ? name : registry + "/" + name);
    if (image.byDigest() || !name.endsWith(":" + image.version())) {
      throw new IllegalArgumentException(
          "\"" + name + "\" has no tag; write REPO:TAG, for example shop/api:v1.2.0");
    }
    String repository = image.repository();
    byte[] layer =
        ("slipway lab image " + repository + ":" + image.version() + "\n").getBytes(UTF_8);
    byte[] config = config(image.version(), Registry.digest(layer));
    http.putBlob(repository, layer);
    http.putBlob(repository, config);
    String digest = http.putManifest(repository, image.version(), manifest(config, layer));
    if (Behaviour.ofTag(image.version()).gone()) {
      http.deleteBlob(repository, Registry.digest(layer));
    }
    return image.at(digest);
  }

  private static byte[] config(String tag, String layerDigest) throws JsonProcessingException {
    Map<String, Object> config = new TreeMap<>();
    config.put("architecture", "amd64");
    config.put("os", "linux");
    config.put("config", Map.of("Labels", Map.of("dev.slipway.tag", tag)));
    config.put("rootfs", new TreeMap<>(Map.of("type", "layers", "diff_ids", List.of(layerDigest))));
    return JSON.writeValueAsBytes(config);
  }

  private static byte[] manifest(byte[] config, byte[] layer) throws JsonProcessingException {
    Map<String, Object> manifest = new TreeMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", Registry.MANIFEST);
    manifest.put("config", descriptor("application/vnd.oci.image.config.v1+json", config));
    manifest.put("layers", List.of(descriptor("application/vnd.oci.image.layer.v1.tar", layer)));
    return JSON.writeValueAsBytes(manifest);
  }

  private static Map<String, Object> descriptor(String mediaType, byte[] content) {
    Map<String, Object> descriptor = new TreeMap<>();
    descriptor.put("mediaType", mediaType);
    descriptor.put("digest", Registry.digest(content));
    descriptor.put("size", content.length);
    return descriptor;
  }
}
