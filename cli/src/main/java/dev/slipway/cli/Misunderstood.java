package dev.slipway.cli;

import dev.slipway.documents.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The answer to a command line that is wrong: what is wrong, and the word that was meant. */
final class Misunderstood {
  /** What stops, ends or takes away is never guessed: somebody might just press Enter. */
  private static final List<String> GRAVE =
      List.of("stop", "abort", "break", "detach", "revoke", "rollback");

  private Misunderstood() {}

  /**
   * What is wrong first, then where to read on, and what was meant at the end: nobody finds it in a
   * page.
   */
  static int answer(ParameterException wrong, String[] typed) {
    CommandLine at = wrong.getCommandLine();
    Optional<String> word = unknownWord(wrong);
    Optional<String> option = unknownOption(wrong, typed);
    var lines = new ArrayList<String>();
    Optional<String> meant = Optional.empty();
    if (word.isPresent()) {
      Collection<String> known = at.getSubcommands().keySet();
      lines.add("slipway: " + unknown(word.get(), at, known));
      meant = nearest(word.get(), known.stream()).map(near -> of(at) + " " + near);
    } else if (option.isPresent()) {
      lines.add("slipway: unknown option: '%s'".formatted(option.get()));
      meant = nearest(option.get(), at.getCommandSpec().optionsMap().keySet().stream());
    } else {
      lines.add("slipway: " + sentence(wrong));
    }
    lines.add(help(at));
    meant.ifPresent(near -> lines.add("did you mean '%s'?".formatted(near)));
    PrintWriter err = at.getErr();
    lines.forEach(err::println);
    err.flush();
    return Exit.USAGE.code();
  }

  /** The way to the page of a command. */
  static String help(CommandLine at) {
    return "see: %s --help".formatted(of(at));
  }

  private static String of(CommandLine at) {
    return at.getCommandSpec().qualifiedName();
  }

  private static String unknown(String word, CommandLine at, Collection<String> known) {
    return known.isEmpty()
        ? "'%s' is not a word of %s, which has none".formatted(word, of(at))
        : "'%s' is not a word of %s; known: %s".formatted(word, of(at), String.join(", ", known));
  }

  /**
   * A wish for help makes the parser forgive the words before it; the page of another command than
   * the one that was asked for is no answer.
   *
   * @throws UnmatchedArgumentException when a word is not known
   */
  static int refusingUnknownWords(ParseResult parsed, IExecutionStrategy next) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine at = last.commandSpec().commandLine();
    if (!last.unmatched().isEmpty() && !at.getSubcommands().isEmpty()) {
      throw new UnmatchedArgumentException(at, last.unmatched());
    }
    return next.execute(parsed);
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

  /** A word too many, of a command that has words or was asked for the page of one. */
  private static Optional<String> unknownWord(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && (hasWords(wrong) || unmatched instanceof NoSuchWord)) {
      return unmatched.getUnmatched().stream().findFirst();
    }
    return Optional.empty();
  }

  private static boolean hasWords(ParameterException wrong) {
    return !wrong.getCommandLine().getSubcommands().isEmpty();
  }

  /** The parser tells what is missing first, though a typing error may be why. */
  private static Optional<String> unknownOption(ParameterException wrong, String[] typed) {
    if (wrong instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
      return unmatched.getUnmatched().stream().findFirst();
    }
    if (!(wrong instanceof MissingParameterException)) {
      return Optional.empty();
    }
    var known = wrong.getCommandLine().getCommandSpec().optionsMap().keySet();
    return Stream.of(typed)
        .takeWhile(word -> !word.equals("--"))
        .filter(word -> word.startsWith("--"))
        .map(word -> word.replaceFirst("=.*", ""))
        .filter(word -> !known.contains(word))
        .findFirst();
  }

  /** The known word that was meant. */
  static Optional<String> nearest(String typed, Stream<String> known) {
    return Nearest.to(typed, known.filter(word -> !GRAVE.contains(word)));
  }

  /** A word of help that there is not. */
  static final class NoSuchWord extends UnmatchedArgumentException {
    private static final long serialVersionUID = 1L;

    NoSuchWord(CommandLine at, String word) {
      super(at, List.of(word));
    }
  }
}
