package dev.slipway.practice.world;

import java.util.Locale;

/**
 * One kind of object which the API serves.
 *
 * @param group empty for the core group
 * @param version {@code v1}
 * @param name {@code Deployment}
 * @param plural as in the path, {@code deployments}
 * @param namespaced whether its objects lie in namespaces
 * @param deepStatus whether status is a subresource, so that ordinary writes cannot touch it
 */
public record Kind(
    String group,
    String version,
    String name,
    String plural,
    boolean namespaced,
    boolean deepStatus) {

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** {@code deployments.apps}, as the API server's messages name it. */
  public String qualified() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  public String singular() {
    return name.toLowerCase(Locale.ROOT);
  }
}
