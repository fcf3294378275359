package dev.slipway.api;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the API under {@code slipway.*}; an unknown or misspelt one stops the start.
 *
 * @param temporal where Temporal is
 * @param ledger where Slipway's database is
 * @param bootstrapTokenFile writes a first admin token into this file, readable by its owner only,
 *     if no token exists yet
 * @param rounds how often to look after runs that ended without a word and after old idempotency
 *     keys, 100 ms to 1 h
 * @param door what one process lets in
 */
@ConfigurationProperties(prefix = "slipway", ignoreUnknownFields = false)
public record SlipwayApiProperties(
    @DefaultValue Temporal temporal,
    Ledger ledger,
    @Nullable Path bootstrapTokenFile,
    @DefaultValue("30s") Duration rounds,
    @DefaultValue Door door) {

  public SlipwayApiProperties {
    if (ledger == null) {
      throw new IllegalArgumentException(
          "slipway.ledger.url, .user and .password are needed: the database of Slipway");
    }
    if (rounds.toMillis() < 100 || rounds.toHours() > 1) {
      throw new IllegalArgumentException(
          "slipway.rounds is %s; at least 100ms, at most 1h".formatted(rounds));
    }
  }

  /**
   * @param requestTime how long a request may take to arrive, head and body each, 1 s to 5 min
   * @param requests served at the same time, 1 to 10,000; more wait for 2 s and are answered 429
   * @param streams time lines followed at the same time, 1 to 10,000
   */
  public record Door(
      @DefaultValue("20s") Duration requestTime,
      @DefaultValue("256") int requests,
      @DefaultValue("1000") int streams) {
    public Door {
      if (requestTime.toSeconds() < 1 || requestTime.toMinutes() > 5) {
        throw new IllegalArgumentException(
            "slipway.door.request-time is %s; at least 1s, at most 5m".formatted(requestTime));
      }
      if (requests < 1 || requests > 10_000 || streams < 1 || streams > 10_000) {
        throw new IllegalArgumentException(
            "slipway.door.requests and .streams are %d and %d; 1 to 10000 each"
                .formatted(requests, streams));
      }
    }
  }

  /**
   * @param address host:port
   * @param tls talk TLS; set without certificate where an API key authenticates
   * @param certificate PEM file with the client certificate, for mTLS
   * @param key PEM file with its private key, PKCS 8
   * @param authority PEM file with the certificates to trust; the machine's own if absent
   * @param apiKey reference to the API key: {@code env:NAME} or {@code file:/path}
   */
  public record Temporal(
      @DefaultValue("127.0.0.1:7233") String address,
      @DefaultValue("default") String namespace,
      @DefaultValue("false") boolean tls,
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable Path authority,
      @Nullable String apiKey) {
    public Temporal {
      if (!address.matches("\\S+:[0-9]{1,5}")) {
        throw new IllegalArgumentException(
            "slipway.temporal.address '%s' is not host:port".formatted(address));
      }
      if ((certificate == null) != (key == null)) {
        throw new IllegalArgumentException(
            "slipway.temporal.certificate and slipway.temporal.key go together");
      }
    }
  }

  /**
   * @param url {@code jdbc:postgresql://host:port/database}
   * @param user the role that works
   * @param password reference to its password: {@code env:NAME} or {@code file:/path}; none if
   *     absent
   * @param owner the role that migrates; the schema is only checked if absent
   * @param ownerPassword reference to the owner's password
   * @param connections of this process, 1 to 200
   */
  public record Ledger(
      String url,
      @DefaultValue("slipway_runtime") String user,
      @Nullable String password,
      @Nullable String owner,
      @Nullable String ownerPassword,
      @DefaultValue("10") int connections) {}
}
