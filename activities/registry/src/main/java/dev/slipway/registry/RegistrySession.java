package dev.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.contract.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests to one repository by one login, which meets the registry's challenge once. */
final class RegistrySession {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryHttp http;
  private final Repository repository;
  private final RegistryLogin login;
  private final String loginName;
  private @Nullable String authorization;

  /**
   * @param loginName where the login comes from, for messages
   */
  RegistrySession(RegistryHttp http, Repository repository, RegistryLogin login, String loginName) {
    this.http = http;
    this.repository = repository;
    this.login = login;
    this.loginName = loginName;
  }

  /**
   * @return 200, 3xx, 4xx but not 401 and 403
   * @throws ApplicationFailure FORBIDDEN or UNAVAILABLE
   */
  RegistryAnswer send(String method, URI address, String accept) {
    RegistryAnswer answer = once(method, address, accept);
    if (answer.status() == 401 && authorization == null) {
      authorization =
          Challenge.known(answer.headers().allValues("WWW-Authenticate"))
              .flatMap(this::meet)
              .orElseThrow(() -> forbidden(401));
      answer = once(method, address, accept);
    }
    if (answer.refused()) {
      throw forbidden(answer.status());
    }
    if (answer.ill()) {
      throw ill(answer);
    }
    return answer;
  }

  /**
   * Gets what may lie elsewhere. Only the registry itself ever sees the login: another host is
   * asked as nobody.
   *
   * @return no redirect; otherwise as {@link #send}
   * @throws ApplicationFailure INVALID for a redirect that is not safe, or does not end
   */
  RegistryAnswer follow(URI address, String accept) {
    RegistrySession asked = this;
    var redirect = new Redirect(repository, address);
    RegistryAnswer answer = asked.send("GET", redirect.address(), accept);
    while (answer.elsewhere()) {
      redirect = redirect.next(answer);
      asked = redirect.isAtHome() ? this : stranger(redirect.host());
      answer = asked.send("GET", redirect.address(), accept);
    }
    return answer;
  }

  private RegistrySession stranger(Repository there) {
    return new RegistrySession(
        http,
        there,
        new RegistryLogin.Anonymous(),
        "us without a login, where " + repository.registry() + " sends us");
  }

  /** Neither there nor missing: what is asked for may well exist. */
  ApplicationFailure unexpected(String what, RegistryAnswer answer) {
    return FailureType.INVALID.failure(
        "registry %s answers status %d when asked for %s of %s, which says neither that it is there nor that it is missing: check the registry's address, and what stands between"
            .formatted(repository.registry(), answer.status(), what, repository.path()));
  }

  private RegistryAnswer once(String method, URI address, String accept) {
    HttpRequest.Builder request =
        http.request(address)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", accept);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build());
  }

  private Optional<String> meet(Challenge challenge) {
    if (challenge.scheme().equals("basic")) {
      return login instanceof RegistryLogin.Password password
          ? Optional.of(basic(password))
          : Optional.empty();
    }
    return challenge.parameter("realm").map(realm -> "Bearer " + token(realm, challenge));
  }

  private String token(String realm, Challenge challenge) {
    String scope = challenge.parameter("scope").orElse("repository:" + repository.path() + ":pull");
    String query =
        "service=" + encode(challenge.parameter("service").orElse("")) + "&scope=" + encode(scope);
    URI address = realmAddress(realm);
    HttpRequest request =
        switch (login) {
          case RegistryLogin.Anonymous nobody -> get(address, query).build();
          case RegistryLogin.Password password ->
              get(address, query).header("Authorization", basic(password)).build();
          case RegistryLogin.IdentityToken identity -> exchange(address, query, identity);
        };
    RegistryAnswer answer = http.send(request);
    if (answer.ill()) {
      throw ill(answer);
    }
    if (!answer.ok()) {
      throw forbidden(answer.status());
    }
    return tokenIn(answer);
  }

  private HttpRequest.Builder get(URI address, String query) {
    String separator = address.getRawQuery() == null ? "?" : "&";
    return http.request(URI.create(address + separator + query)).GET();
  }

  private HttpRequest exchange(URI address, String query, RegistryLogin.IdentityToken identity) {
    String form =
        "grant_type=refresh_token&client_id=slipway&refresh_token="
            + encode(identity.token())
            + "&"
            + query;
    return http.request(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  /** A login goes out in the clear only where the registry itself is spoken to in the clear. */
  private URI realmAddress(String realm) {
    URI address;
    try {
      address = URI.create(realm);
    } catch (IllegalArgumentException e) {
      throw notARealm(realm);
    }
    boolean clear = "http".equals(address.getScheme());
    boolean allowed = !clear || "http".equals(repository.base().getScheme());
    if (address.getHost() == null || !(clear || "https".equals(address.getScheme())) || !allowed) {
      throw notARealm(realm);
    }
    return address;
  }

  private ApplicationFailure notARealm(String realm) {
    return FailureType.INVALID.failure(
        "registry %s sends logins to '%s', which is not an https address: it is not followed"
            .formatted(repository.registry(), realm));
  }

  private String tokenIn(RegistryAnswer answer) {
    try {
      JsonNode json = JSON.readTree(answer.body());
      String token = json.path("access_token").asText(json.path("token").asText(""));
      if (!token.isEmpty()) {
        return token;
      }
    } catch (IOException e) {
      // the body may hold a token: it must not become a cause
    }
    throw FailureType.INVALID.failure(
        "the token service of registry %s answers 200 without a token"
            .formatted(repository.registry()));
  }

  private ApplicationFailure forbidden(int status) {
    return FailureType.FORBIDDEN.failure(
        "registry %s refuses repository %s (status %d) to %s: check that this login may pull there and has not expired"
            .formatted(repository.registry(), repository.path(), status, loginName));
  }

  private ApplicationFailure ill(RegistryAnswer answer) {
    ApplicationFailure failure =
        FailureType.UNAVAILABLE.failure(
            "registry %s answers status %d for repository %s"
                .formatted(repository.registry(), answer.status(), repository.path()));
    answer.retryAfter().ifPresent(failure::setNextRetryDelay);
    return failure;
  }

  private static String basic(RegistryLogin.Password login) {
    String pair = login.username() + ":" + login.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
