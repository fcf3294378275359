package dev.slipway.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A word that needs another one after it. */
final class Group {
  private Group() {}

  static ParameterException needsWord(CommandSpec spec) {
    return new ParameterException(
        spec.commandLine(),
        "%s needs one of: %s"
            .formatted(spec.qualifiedName(), String.join(", ", spec.subcommands().keySet())));
  }
}
