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
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * From a projected service account token to a registry's refresh token, in two steps: the token is
 * shown to the identity provider as a client assertion (RFC 7523, section 2.2), and the access
 * token that it gives is shown to the registry at {@code /oauth2/exchange}, as Azure's registries
 * document it (<a href="https://azure.github.io/acr/AAD-OAuth.html">AAD-OAuth</a>). What the
 * refresh token is then worth, the registry's own {@code /oauth2/token} says per repository.
 */
final class IdentityExchange {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final RegistrySettings settings;
  private final RegistryHttp provider;
  private final RegistryHttp registry;

  IdentityExchange(RegistrySettings settings) {
    this.settings = settings;
    provider = new RegistryHttp("identity provider", settings.timeout());
    registry = new RegistryHttp(settings.timeout());
  }

  /**
   * @throws ApplicationFailure MISCONFIGURED without a readable token file and for a registry that
   *     knows no such exchange, FORBIDDEN where one of the two refuses, UNAVAILABLE for 429, 5xx
   *     and silence, INVALID for an answer without a token
   */
  String refreshToken(IdentityLogin login) {
    return atRegistry(login, atProvider(login, assertion(login)));
  }

  private static String assertion(IdentityLogin login) {
    String why;
    try {
      String token = Files.readString(login.tokenFile()).strip();
      if (!token.isEmpty()) {
        return token;
      }
      why = "is empty";
    } catch (IOException e) {
      why = "cannot be read (" + e.getClass().getSimpleName() + ")";
    }
    throw FailureType.MISCONFIGURED.failure(
        "token file %s of registry %s %s: project a service account token there, or correct the setting"
            .formatted(login.tokenFile(), login.registry(), why));
  }

  private String atProvider(IdentityLogin login, String assertion) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", login.clientId());
    form.put("scope", String.valueOf(login.scope()));
    form.put("client_assertion_type", ASSERTION_TYPE);
    form.put("client_assertion", assertion);
    URI address = login.tokenAddress();
    String who = "identity provider " + address.getAuthority();
    RegistryAnswer answer = provider.send(post(provider, address, form));
    requireHealth(who, answer);
    if (!answer.ok()) {
      throw FailureType.FORBIDDEN.failure(
          "%s refuses client %s of tenant %s for registry %s (status %d%s): check issuer, subject and audience of its federated credential, and that %s is projected for that audience"
              .formatted(
                  who,
                  login.clientId(),
                  login.tenant(),
                  login.registry(),
                  answer.status(),
                  reason(answer),
                  login.tokenFile()));
    }
    return token(who, "access_token", answer);
  }

  private String atRegistry(IdentityLogin login, String accessToken) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "access_token");
    form.put("service", login.registry());
    form.put("tenant", login.tenant());
    form.put("access_token", accessToken);
    URI base = Repository.of(login.registry() + "/any", settings).base();
    String who = "registry " + login.registry();
    RegistryAnswer answer = registry.send(post(registry, base.resolve("/oauth2/exchange"), form));
    requireHealth(who, answer);
    if (answer.missing()) {
      throw FailureType.MISCONFIGURED.failure(
          who
              + " has no /oauth2/exchange: it takes no identity, name a pull secret or a registry login");
    }
    if (!answer.ok()) {
      throw FailureType.FORBIDDEN.failure(
          "%s refuses the identity of client %s (status %d): give it the right to pull there"
              .formatted(who, login.clientId(), answer.status()));
    }
    return token(who, "refresh_token", answer);
  }

  private static HttpRequest post(RegistryHttp http, URI address, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return http.request(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static void requireHealth(String who, RegistryAnswer answer) {
    if (answer.ill()) {
      ApplicationFailure failure =
          FailureType.UNAVAILABLE.failure(
              "%s answers status %d to a login by identity".formatted(who, answer.status()));
      answer.retryAfter().ifPresent((Duration delay) -> failure.setNextRetryDelay(delay));
      throw failure;
    }
  }

  /** Only the error's code (RFC 6749, section 5.2): what else is said may repeat the assertion. */
  private static String reason(RegistryAnswer answer) {
    try {
      String code = JSON.readTree(answer.body()).path("error").asText("");
      return code.matches("[a-z_]{1,40}") ? ", " + code : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static String token(String who, String field, RegistryAnswer answer) {
    try {
      JsonNode json = JSON.readTree(answer.body());
      String token = json.path(field).asText("");
      if (!token.isEmpty()) {
        return token;
      }
    } catch (IOException e) {
      // the body may hold a token: it must not become a cause
    }
    throw FailureType.INVALID.failure("%s answers 200 without a %s".formatted(who, field));
  }
}
