package dev.slipway.registry;

import org.jspecify.annotations.Nullable;

/** Finds the login for a registry, as the kubelet of the site would. */
public interface RegistryLogins {
  /**
   * @param registry host and port as in the image
   * @param namespace of the workload that pulls; null where none is known
   * @param pullSecret in that namespace; null to use the installation's own login
   * @throws io.temporal.failure.ApplicationFailure MISCONFIGURED when the pull secret is missing or
   *     has nothing for this registry; UNAVAILABLE when the cluster does not answer
   */
  RegistryLogin find(String registry, @Nullable String namespace, @Nullable String pullSecret);

  /**
   * A registry refuses a login that {@link #find} gave before.
   *
   * @return true when the next {@code find} gives another one, with which to ask once more
   */
  default boolean refused(String registry, RegistryLogin login) {
    return false;
  }
}
