package dev.slipway.practice.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The bearer tokens which the API server knows. */
public final class Tokens {
  private final Map<String, Access> byToken = new ConcurrentHashMap<>();
  private volatile List<Access.Rule> withdrawn = List.of();

  public void add(String token, Access access) {
    byToken.put(token, access);
  }

  /**
   * Takes rights from everybody, until this is called again.
   *
   * @param rights empty to give all of them back
   */
  public void withdraw(List<Access.Rule> rights) {
    withdrawn = List.copyOf(rights);
  }

  boolean allows(Access access, String verb, String resource) {
    return access.allows(verb, resource)
        && withdrawn.stream().noneMatch(rule -> rule.allows(verb, resource));
  }

  public void revoke(String token) {
    byToken.remove(token);
  }

  Optional<Access> of(String authorization) {
    return authorization.startsWith("Bearer ")
        ? Optional.ofNullable(byToken.get(authorization.substring(7).trim()))
        : Optional.empty();
  }
}
