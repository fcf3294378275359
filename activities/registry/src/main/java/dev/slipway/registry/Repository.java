package dev.slipway.registry;

import java.net.URI;

/**
 * Where a repository lies.
 *
 * @param registry host and port as the image names it
 * @param path below the registry
 * @param base scheme and authority that are really spoken to
 */
record Repository(String registry, String path, URI base) {
  private static final String HUB = "docker.io";

  static Repository of(String repository, RegistrySettings settings) {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
    String registry = named ? first : HUB;
    String path = named ? repository.substring(slash + 1) : repository;
    if (registry.equals(HUB) && !path.contains("/")) {
      path = "library/" + path;
    }
    String host = registry.equals(HUB) ? "registry-1.docker.io" : registry;
    String scheme = settings.withoutTls(registry) ? "http" : "https";
    return new Repository(registry, path, URI.create(scheme + "://" + host));
  }

  URI manifest(String reference) {
    return base.resolve("/v2/" + path + "/manifests/" + reference);
  }

  URI blob(String digest) {
    return base.resolve("/v2/" + path + "/blobs/" + digest);
  }

  URI tags(int limit) {
    return base.resolve("/v2/" + path + "/tags/list?n=" + limit);
  }

  @Override
  public String toString() {
    return registry + "/" + path;
  }
}
