package dev.slipway.cli;

import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Address and token file, kept for the next call. */
@Command(
    name = "context",
    description = "Keep and show the address of the API and the place of the token.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {ContextCommands.Set.class, ContextCommands.Show.class})
final class ContextCommands implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw Group.needsWord(spec);
  }

  /** Keeps. */
  @Command(
      name = "set",
      description = "Keep address and token file in ~/.config/slipway/config.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Set implements Callable<Integer> {
    @Mixin Offline offline = new Offline();

    @Option(names = "--server", paramLabel = "URL", description = "Address of the API.")
    @Nullable String server;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with the token.")
    @Nullable Path tokenFile;

    @Override
    public Integer call() {
      Path file = Target.file(offline.screen().environment());
      Properties kept = Target.read(file);
      if (server != null) {
        kept.setProperty("server", Target.uri(server).toString());
      }
      if (tokenFile != null) {
        kept.setProperty("token-file", tokenFile.toAbsolutePath().toString());
      }
      var text = new StringBuilder();
      kept.stringPropertyNames().stream()
          .sorted()
          .forEach(
              name -> text.append(name).append('=').append(kept.getProperty(name)).append('\n'));
      SecretFile.write(file, text.toString().strip());
      offline.show(Json.object().put("file", file.toString()), a -> "kept in " + file);
      return Exit.SUCCEEDED.code();
    }
  }

  /** Shows. */
  @Command(
      name = "show",
      description = "Show which API would be called, and whether there is a token.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Show implements Callable<Integer> {
    @Mixin Offline offline = new Offline();

    @Override
    public Integer call() {
      Target target = Target.find(offline.screen().environment());
      offline.show(
          Json.object()
              .put("server", target.server().toString())
              .put("token", target.token() != null),
          a -> target.toString());
      return Exit.SUCCEEDED.code();
    }
  }
}
