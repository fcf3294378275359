package dev.slipway.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The answer to a command line that is wrong: what is wrong, and the word that was meant. */
final class Misunderstood {
  private static final int NEAR = 2;

  /** What stops, ends or takes away is never guessed: somebody might just press Enter. */
  private static final List<String> GRAVE =
      List.of("stop", "abort", "break", "detach", "revoke", "rollback");

  private Misunderstood() {}

  static int answer(ParameterException wrong, String[] typed) {
    CommandLine at = wrong.getCommandLine();
    PrintWriter err = at.getErr();
    Optional<String> word = unknownWord(wrong);
    if (word.isPresent() && !at.getSubcommands().isEmpty()) {
      String of = at.getCommandSpec().qualifiedName();
      err.println("slipway: '%s' is not a word of %s".formatted(word.get(), of));
      nearest(word.get(), at.getSubcommands().keySet().stream())
          .ifPresent(meant -> err.println("did you mean '%s %s'?".formatted(of, meant)));
      err.println("known: " + String.join(", ", at.getSubcommands().keySet()));
    } else {
      err.println("slipway: " + wrong.getMessage());
      if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
        at.usage(err);
      }
    }
    err.flush();
    return Exit.USAGE.code();
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
