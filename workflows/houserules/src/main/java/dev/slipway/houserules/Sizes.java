package dev.slipway.houserules;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A class fits into a head, a method onto a page. */
final class Sizes implements HouseRule {

  static final int FILE_LINES = 300;
  static final int METHOD_LINES = 30;
  static final int WORKFLOW_METHOD_GOAL = 25;

  @Override
  public List<Violation> violations(House house) {
    Stream<Violation> files =
        house.sources().stream()
            .filter(file -> file.lines().size() > FILE_LINES)
            .map(
                file ->
                    new Violation(
                        "a source file has at most %d lines".formatted(FILE_LINES),
                        "%s (%d lines)".formatted(file.path(), file.lines().size()),
                        "find the second idea in it and give that a class of its own"));
    Stream<Violation> methods =
        house.sources().stream()
            .flatMap(
                file ->
                    file.methods().stream().filter(Sizes::isTooLong).map(m -> tooLong(file, m)));
    return Stream.concat(files, methods).toList();
  }

  private static boolean isTooLong(SourceFile.Method method) {
    return method.length() > METHOD_LINES;
  }

  private static Violation tooLong(SourceFile file, SourceFile.Method method) {
    return new Violation(
        "a method has at most %d lines".formatted(METHOD_LINES),
        "%s:%d %s (%d lines)".formatted(file.path(), method.line(), method.name(), method.length()),
        "extract the step whose name you would write as a comment");
  }

  /** The module's numbers in one line, and the workflow methods that are above their goal. */
  static String summary(House house) {
    List<Integer> sizes =
        house.sources().stream()
            .filter(file -> !file.isPackageInfo())
            .map(file -> file.lines().size())
            .sorted()
            .toList();
    String numbers =
        "house rules, %s: %d files, lines median %d, p90 %d, longest %d"
            .formatted(house.name(), sizes.size(), at(sizes, 0.5), at(sizes, 0.9), at(sizes, 1));
    return Stream.concat(Stream.of(numbers), aboveGoal(house)).collect(Collectors.joining("\n  "));
  }

  private static Stream<String> aboveGoal(House house) {
    return house.sources().stream()
        .filter(file -> file.simpleName().endsWith("WorkflowImpl"))
        .flatMap(
            file ->
                file.methods().stream()
                    .filter(method -> method.length() > WORKFLOW_METHOD_GOAL)
                    .map(
                        method ->
                            "above the goal of %d lines: %s.%s has %d"
                                .formatted(
                                    WORKFLOW_METHOD_GOAL,
                                    file.simpleName(),
                                    method.name(),
                                    method.length())));
  }

  private static int at(List<Integer> sorted, double share) {
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
