package dev.slipway.api.ledger;

import dev.slipway.evidence.Asked;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.Told;
import dev.slipway.name.RunId;
import dev.slipway.release.ReleaseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The story of a run, told from its facts: who asked for what and why, who decided, what was done,
 * what went wrong, and what is left.
 *
 * @param headline how it stands in one sentence
 * @param people who did something, with what they did
 * @param course the turning points in order
 * @param leftToDo what a person has to do by hand
 */
public record Explanation(
    RunId run, String headline, List<String> people, List<Moment> course, List<String> leftToDo) {
  public Explanation {
    people = List.copyOf(people);
    course = List.copyOf(course);
    leftToDo = List.copyOf(leftToDo);
  }

  /** A turning point. */
  public record Moment(long seq, Instant at, String what) {}

  static Explanation of(RunView view, List<Told> entries) {
    List<Moment> course =
        entries.stream()
            .filter(entry -> turns(entry.fact()))
            // two workflows write one ledger, and what happened first may be stored second
            .sorted(Comparator.comparing(Told::at))
            .map(e -> new Moment(e.seq(), e.at(), e.sentence()))
            .toList();
    List<String> people =
        entries.stream().map(e -> person(e.fact())).filter(Objects::nonNull).distinct().toList();
    return new Explanation(view.run(), headline(view), people, course, view.leftToDo());
  }

  private static String headline(RunView view) {
    String state = view.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    Instant from = view.times().startedAt();
    Instant to = view.times().endedAt();
    String took =
        from == null || to == null
            ? ""
            : " after %d s".formatted(Duration.between(from, to).toSeconds());
    String what = view.services().stream().map(Object::toString).collect(Collectors.joining(", "));
    return "%s of %s to %s is %s%s: %s"
        .formatted(
            kind(view.asked()), what, view.asked().environment(), state, took, view.summary());
  }

  /** A hotfix went by a shorter policy, which is the first thing to know about it. */
  private static String kind(Asked asked) {
    return asked.change() == ReleaseKind.HOTFIX
        ? "hotfix"
        : asked.kind().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean turns(@Nullable Fact fact) {
    return !(fact instanceof Fact.ChangeIntended
        || fact instanceof Fact.UndoRecorded
        || fact instanceof Fact.LockReturned
        || (fact instanceof Fact.NoticeSent notice && notice.delivered()));
  }

  private static @Nullable String person(@Nullable Fact fact) {
    if (fact == null) {
      return null;
    }
    return switch (fact) {
      case Fact.ReleaseRequested f -> f.request().requestedBy().name() + " asked for it";
      case Fact.RollbackRequested f -> f.request().requestedBy().name() + " asked for it";
      case Fact.VoteCounted f ->
          "%s said %s%s"
              .formatted(
                  f.vote().by().name(),
                  f.vote().choice().name().toLowerCase(java.util.Locale.ROOT),
                  f.vote().reason().isBlank() ? "" : ": " + f.vote().reason());
      case Fact.MessageRefused f -> "%s tried %s and was refused".formatted(f.by(), f.message());
      case Fact.Held f -> "%s held it: %s".formatted(f.by(), f.why());
      case Fact.Resumed f -> f.by() + " let it go on";
      case Fact.AbortAccepted f -> "%s ended it: %s".formatted(f.by(), f.why());
      // the other facts are not the doing of a person
      default -> null;
    };
  }

  String text() {
    var lines = new ArrayList<String>();
    lines.add(run + ": " + headline);
    lines.add("");
    people.forEach(person -> lines.add("  " + person));
    lines.add("");
    course.forEach(moment -> lines.add("  %s  %s".formatted(moment.at(), moment.what())));
    if (!leftToDo.isEmpty()) {
      lines.add("");
      lines.add("left to do by hand:");
      leftToDo.forEach(left -> lines.add("  - " + left));
    }
    return String.join("\n", lines) + "\n";
  }
}
