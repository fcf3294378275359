package dev.slipway.practice.demo;

import dev.slipway.practice.Cluster;
import dev.slipway.practice.PracticeSite;
import dev.slipway.practice.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The shop: what runs before the first release, the images that will be released, the documents.
 */
final class ShopSeed {
  /** What the worker shows to the practice cluster. */
  static final String TOKEN = Cluster.ADMIN;

  private ShopSeed() {}

  static void plant(PracticeSite site) {
    Seed.plant(site, resource("seed.yaml"));
  }

  static String documents(PracticeSite site) {
    return resource("documents.yaml").replace("${REGISTRY}", site.registryAddress().getAuthority());
  }

  private static String resource(String name) {
    try (InputStream in = ShopSeed.class.getResourceAsStream("/shop/" + name)) {
      if (in == null) {
        throw new DemoFailure("the demo's own file /shop/" + name + " is not in its jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new DemoFailure("the demo's own files cannot be read", unreadable);
    }
  }
}
