package dev.slipway.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Logins by the worker's own identity, where a workload names no pull secret; every other one comes
 * from elsewhere. A refresh token is kept until shortly before its end.
 */
public final class IdentityRegistryLogins implements RegistryLogins {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);
  private static final Duration WITHOUT_A_KNOWN_END = Duration.ofMinutes(10);
  private static final Duration TOO_YOUNG_TO_BE_STALE = Duration.ofMinutes(1);

  private final RegistryLogins elsewhere;
  private final TreeMap<String, Identity> identities = new TreeMap<>();
  private final IdentityExchange exchange;
  private final InstantSource clock;

  /**
   * @param elsewhere asked for pull secrets and for registries without an identity
   * @throws IllegalArgumentException for two identities at one registry
   */
  public IdentityRegistryLogins(
      RegistryLogins elsewhere,
      List<IdentityLogin> own,
      RegistrySettings settings,
      InstantSource clock) {
    this.elsewhere = elsewhere;
    this.exchange = new IdentityExchange(settings);
    this.clock = clock;
    for (IdentityLogin login : own) {
      if (identities.put(login.registry(), new Identity(login)) != null) {
        throw new IllegalArgumentException(
            "registry %s has two identities: keep one".formatted(login.registry()));
      }
    }
  }

  @Override
  public RegistryLogin find(
      String registry, @Nullable String namespace, @Nullable String pullSecret) {
    Identity identity = pullSecret == null ? identities.get(registry) : null;
    return identity == null ? elsewhere.find(registry, namespace, pullSecret) : identity.login();
  }

  @Override
  public boolean refused(String registry, RegistryLogin login) {
    Identity identity = identities.get(registry);
    return identity == null ? elsewhere.refused(registry, login) : identity.refused(login);
  }

  /** One identity and what it got last. */
  private final class Identity {
    private final IdentityLogin settings;
    private final ReentrantLock lock = new ReentrantLock();
    private RegistryLogin.@Nullable IdentityToken kept;
    private Instant since = Instant.EPOCH;
    private Instant until = Instant.EPOCH;

    Identity(IdentityLogin settings) {
      this.settings = settings;
    }

    RegistryLogin login() {
      lock.lock();
      try {
        RegistryLogin.IdentityToken known = kept;
        if (known == null || !clock.instant().isBefore(until)) {
          known = new RegistryLogin.IdentityToken(exchange.refreshToken(settings));
          kept = known;
          since = clock.instant();
          until = end(known.token()).minus(BEFORE_THE_END);
        }
        return known;
      } finally {
        lock.unlock();
      }
    }

    /** A registry may take a token back; one that it gave just now would be refused again. */
    boolean refused(RegistryLogin login) {
      lock.lock();
      try {
        boolean stale =
            login.equals(kept) && clock.instant().isAfter(since.plus(TOO_YOUNG_TO_BE_STALE));
        if (stale) {
          kept = null;
        }
        return stale;
      } finally {
        lock.unlock();
      }
    }

    /** The registry's refresh tokens are JWTs; nothing but their end is read, and not trusted. */
    private Instant end(String token) {
      String[] parts = token.split("\\.", -1);
      try {
        if (parts.length == 3) {
          byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
          long seconds = JSON.readTree(claims).path("exp").asLong(0);
          if (seconds > 0) {
            return Instant.ofEpochSecond(seconds);
          }
        }
      } catch (IOException | IllegalArgumentException e) {
        // not a JWT: its end is not known
      }
      return clock.instant().plus(WITHOUT_A_KNOWN_END);
    }
  }
}
