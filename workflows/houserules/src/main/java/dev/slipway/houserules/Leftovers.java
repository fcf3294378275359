package dev.slipway.houserules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is not finished, or does not run, is not committed. */
final class Leftovers implements HouseRule {

  // the words are put together here, so that this file does not break its own rule
  private static final List<Word> ANYWHERE =
      List.of(
          new Word("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b", "finish it, or open an issue"),
          new Word("\\bnew Unsupported" + "OperationException\\b", "narrow the type instead"));

  private static final List<Word> IN_TESTS =
      List.of(
          new Word("@Dis" + "abled\\b", "repair the test or delete it"),
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
    house.sources().forEach(file -> violations.addAll(search(file, ANYWHERE)));
    house.testSources().forEach(file -> violations.addAll(search(file, ANYWHERE)));
    house.testSources().forEach(file -> violations.addAll(search(file, IN_TESTS)));
    return violations;
  }

  private static List<Violation> search(SourceFile file, List<Word> words) {
    List<Violation> found = new ArrayList<>();
    for (int line = 0; line < file.lines().size(); line++) {
      for (Word word : words) {
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
