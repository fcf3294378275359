package dev.slipway.houserules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is not finished, or does not run, is not committed. */
final class Leftovers implements HouseRule {

  // the words are put together here, so that this file does not break its own rule
  private static final List<Word> WORDS =
      List.of(
          new Word("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b", "finish it, or open an issue"),
          new Word("@Dis" + "abled\\b", "repair the test or delete it"),
          new Word("\\bnew Unsupported" + "OperationException\\b", "narrow the type instead"),
          new Word("\\bThread\\.sle" + "ep\\(", "wait for the condition, or move the clock"),
          new Word("\\bvoid test\\p{Lu}\\w*\\(\\)", "name the test as a sentence"));

  private record Word(Pattern pattern, String wayOut) {
    Word(String pattern, String wayOut) {
      this(Pattern.compile(pattern), wayOut);
    }
  }

  @Override
  public List<Violation> violations(House house) {
    List<Violation> violations = new ArrayList<>();
    Stream.concat(house.sources().stream(), house.testSources().stream())
        .forEach(file -> violations.addAll(search(file)));
    return violations;
  }

  private static List<Violation> search(SourceFile file) {
    List<Violation> found = new ArrayList<>();
    for (int line = 0; line < file.lines().size(); line++) {
      for (Word word : WORDS) {
        if (word.pattern().matcher(file.lines().get(line)).find()) {
          found.add(
              new Violation(
                  "nothing unfinished, switched off or slept through: " + word.pattern(),
                  file.path() + ":" + (line + 1),
                  word.wayOut()));
        }
      }
    }
    return found;
  }
}
