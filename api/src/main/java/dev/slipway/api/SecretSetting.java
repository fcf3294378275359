package dev.slipway.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a secret that a setting refers to; a setting never is the secret. */
final class SecretSetting {
  private SecretSetting() {}

  /**
   * @param reference {@code env:NAME} or {@code file:/path}; null gives an empty secret
   * @throws IllegalArgumentException that names the setting and the reference, never the value
   */
  static String resolve(String setting, @Nullable String reference) {
    if (reference == null || reference.isEmpty()) {
      return "";
    }
    if (reference.startsWith("env:")) {
      String value = System.getenv(reference.substring(4));
      if (value == null) {
        throw new IllegalArgumentException(
            "%s refers to %s, and that variable is not set".formatted(setting, reference));
      }
      return value;
    }
    if (reference.startsWith("file:")) {
      try {
        return Files.readString(Path.of(reference.substring(5))).strip();
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "%s refers to %s, which cannot be read: %s"
                .formatted(setting, reference, e.getClass().getSimpleName()),
            e);
      }
    }
    throw new IllegalArgumentException(
        "%s is not a reference to a secret; known: env:NAME, file:/path".formatted(setting));
  }
}
