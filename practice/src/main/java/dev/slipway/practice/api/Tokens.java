package dev.slipway.practice.api;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The bearer tokens which the API server knows. */
public final class Tokens {
  private final Map<String, Access> byToken = new ConcurrentHashMap<>();

  public void add(String token, Access access) {
    byToken.put(token, access);
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
