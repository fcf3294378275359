package dev.slipway.cli;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the API is, and the token to show there. The environment goes before the file that {@code
 * slipway context} writes; a token is never taken from the command line, where every process of the
 * machine could read it.
 */
record Target(URI server, @Nullable String token) {

  static final String DEFAULT_SERVER = "http://127.0.0.1:8090";

  /**
   * @throws Trouble when a file that is referred to cannot be read
   */
  static Target find(Map<String, String> environment) {
    Properties kept = read(file(environment));
    String server =
        first(environment.get("SLIPWAY_SERVER"), kept.getProperty("server"), DEFAULT_SERVER);
    String token = environment.get("SLIPWAY_TOKEN");
    if (token == null || token.isBlank()) {
      String place =
          first(environment.get("SLIPWAY_TOKEN_FILE"), kept.getProperty("token-file"), "");
      token = place.isEmpty() ? null : secret(Path.of(place));
    }
    return new Target(uri(server), token);
  }

  static Path file(Map<String, String> environment) {
    String home = environment.get("XDG_CONFIG_HOME");
    Path base =
        home == null || home.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config")
            : Path.of(home);
    return base.resolve("slipway").resolve("config");
  }

  static Properties read(Path file) {
    var kept = new Properties();
    if (Files.exists(file)) {
      try {
        kept.load(new StringReader(Files.readString(file)));
      } catch (IOException e) {
        throw new Trouble(Exit.USAGE, Unread.why(file, e));
      } catch (IllegalArgumentException odd) {
        throw new Trouble(
            Exit.USAGE,
            "%s is not what slipway context set writes; write it anew by that".formatted(file));
      }
    }
    return kept;
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new Trouble(
          Exit.USAGE,
          "no token: " + Unread.why(file, e),
          List.of("SLIPWAY_TOKEN_FILE or slipway context set --token-file names another file"));
    }
  }

  static URI uri(String server) {
    String trimmed = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    if (!trimmed.matches("https?://[^/\\s?#]+(/[^\\s?#]*)?")) {
      throw new Trouble(
          Exit.USAGE,
          "server '%s' is not an address such as https://slipway.example".formatted(server));
    }
    return URI.create(trimmed);
  }

  private static String first(@Nullable String one, @Nullable String two, String three) {
    return one != null && !one.isEmpty() ? one : two != null && !two.isEmpty() ? two : three;
  }

  @Override
  public String toString() {
    return server + (token == null ? " (no token)" : " (token not shown)");
  }
}
