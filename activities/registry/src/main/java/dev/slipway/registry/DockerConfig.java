package dev.slipway.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.contract.FailureType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Docker's login file, as a {@code kubernetes.io/dockerconfigjson} secret holds it. */
final class DockerConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final JsonNode logins;

  private DockerConfig(String name, JsonNode logins) {
    this.name = name;
    this.logins = logins;
  }

  /**
   * @param name of the secret, for messages
   * @throws io.temporal.failure.ApplicationFailure MISCONFIGURED when it is not such a file; what
   *     stands in it is never repeated
   */
  static DockerConfig parse(String name, String json) {
    try {
      JsonNode root = JSON.readTree(json);
      JsonNode logins = root.has("auths") ? root.path("auths") : root;
      if (logins.isObject()) {
        return new DockerConfig(name, logins);
      }
    } catch (JsonProcessingException e) {
      // Jackson quotes the input in its message: it must not become a cause
    }
    throw FailureType.MISCONFIGURED.failure(
        "%s is not a docker login file: it needs {\"auths\": {\"registry\": …}}; make it with kubectl create secret docker-registry"
            .formatted(name));
  }

  Optional<RegistryLogin> find(String registry) {
    for (var entry : logins.properties()) {
      if (host(entry.getKey()).equals(canonical(registry))) {
        return Optional.of(login(entry.getKey(), entry.getValue()));
      }
    }
    return Optional.empty();
  }

  List<String> registries() {
    List<String> names = new ArrayList<>();
    logins.fieldNames().forEachRemaining(key -> names.add(host(key)));
    return names;
  }

  private RegistryLogin login(String key, JsonNode entry) {
    String identity = entry.path("identitytoken").asText("");
    if (!identity.isEmpty()) {
      return new RegistryLogin.IdentityToken(identity);
    }
    String username = entry.path("username").asText("");
    String password = entry.path("password").asText("");
    if (username.isEmpty() && entry.hasNonNull("auth")) {
      String pair = decode(key, entry.path("auth").asText());
      int colon = pair.indexOf(':');
      username = colon < 0 ? "" : pair.substring(0, colon);
      password = colon < 0 ? "" : pair.substring(colon + 1);
    }
    if (username.isEmpty() || password.isEmpty()) {
      throw incomplete(key);
    }
    return username.equals(HostLogin.TOKEN_USER)
        ? new RegistryLogin.IdentityToken(password)
        : new RegistryLogin.Password(username, password);
  }

  private String decode(String key, String auth) {
    try {
      return new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw incomplete(key);
    }
  }

  private RuntimeException incomplete(String key) {
    return FailureType.MISCONFIGURED.failure(
        "%s has no usable login for %s: it needs username and password, auth, or identitytoken"
            .formatted(name, host(key)));
  }

  private static String host(String key) {
    String bare = key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    return canonical(bare);
  }

  private static String canonical(String registry) {
    return switch (registry) {
      case "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com" -> "docker.io";
      default -> registry;
    };
  }
}
