package dev.slipway.cli;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that changes something has: the key that makes repeating it harmless. */
final class Keyed {
  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "Idempotency key of the request: the same key is the same request, however often it is"
              + " sent. Made by chance if absent.")
  @Nullable String given;

  String key() {
    if (given == null) {
      given = UUID.randomUUID().toString();
    }
    return given;
  }
}
