package dev.slipway.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The answer to a command line that is wrong: what is wrong, and the word that was meant. */
final class Misunderstood {
  private static final int NEAR = 2;

  /** What stops, ends or takes away is never guessed: somebody might just press Enter. */
  private static final List<String> GRAVE =
      List.of("stop", "abort", "break", "detach", "revoke", "rollback");

  private Misunderstood() {}

  /** What is wrong first, and one line that says where to read on: nobody finds it in a page. */
  static int answer(ParameterException wrong, String[] typed) {
    CommandLine at = wrong.getCommandLine();
    PrintWriter err = at.getErr();
    Optional<String> word = unknownWord(wrong);
    if (word.isPresent() && !at.getSubcommands().isEmpty()) {
      err.println(
          "slipway: " + unknown(word.get(), at.getCommandSpec(), at.getSubcommands().keySet()));
    } else {
      err.println("slipway: " + sentence(wrong));
      UnmatchedArgumentException.printSuggestions(wrong, err);
    }
    err.println(help(at));
    err.flush();
    return Exit.USAGE.code();
  }

  /** The way to the page of a command. */
  static String help(CommandLine at) {
    return "see: %s --help".formatted(at.getCommandSpec().qualifiedName());
  }

  static String unknown(String word, CommandSpec at, Collection<String> known) {
    String of = at.qualifiedName();
    String meant =
        nearest(word, known.stream())
            .map(near -> "%ndid you mean '%s %s'?".formatted(of, near))
            .orElse("");
    if (known.isEmpty()) {
      return "'%s' is not a word of %s, which has none".formatted(word, of);
    }
    return "'%s' is not a word of %s%s%nknown: %s"
        .formatted(word, of, meant, String.join(", ", known));
  }

  /** In the tone of all other messages. */
  private static String sentence(ParameterException wrong) {
    String said = String.valueOf(wrong.getMessage());
    return said.replaceFirst("^Missing required ", "missing: ")
        .replaceFirst("^Unknown option", "unknown option")
        .replaceFirst("^Unmatched arguments? \\D*[0-9]+: ", "too much: ")
        .replaceFirst("^Invalid value for ", "wrong value for ")
        .replaceFirst("^Expected parameter for ", "missing: the value of ");
  }

  private static Optional<String> unknownWord(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      List<String> words = unmatched.getUnmatched();
      return words.stream().findFirst();
    }
    return Optional.empty();
  }

  /** The known word that takes the fewest letters to change, when it is near enough to be meant. */
  static Optional<String> nearest(String typed, Stream<String> known) {
    return known
        .filter(word -> !GRAVE.contains(word))
        .filter(word -> distance(typed, word) <= NEAR)
        .min(java.util.Comparator.comparingInt(word -> distance(typed, word)));
  }

  /** Letters to add, to leave out or to replace. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
