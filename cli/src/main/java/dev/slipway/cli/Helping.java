package dev.slipway.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a word takes, and what the words after it take. */
@Command(
    name = "help",
    description = "Show what a command takes, e.g. slipway help release start.",
    helpCommand = true,
    sortOptions = false)
final class Helping implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "COMMAND", description = "One word, or several of one command.")
  List<String> words = List.of();

  @Override
  public Integer call() {
    CommandLine at = spec.parent().commandLine();
    for (String word : words) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null) {
        throw new Misunderstood.NoSuchWord(at, word);
      }
      at = next;
    }
    at.usage(spec.commandLine().getOut());
    return Exit.SUCCEEDED.code();
  }
}
