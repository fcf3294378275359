package dev.slipway.testkit.invariant;

import dev.slipway.artifact.Digest;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Choice;
import dev.slipway.name.ServiceName;
import dev.slipway.rollout.Trouble;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a run says, held against itself. */
final class StoryChecks {
  private StoryChecks() {}

  static Stream<String> recorded(Testimony all) {
    return all.runs().stream().flatMap(StoryChecks::unrecorded);
  }

  private static Stream<String> unrecorded(RunStory story) {
    Set<ServiceName> recorded = new LinkedHashSet<>();
    List<String> wrong = new ArrayList<>();
    for (Fact fact : story.facts()) {
      if (fact instanceof Fact.UndoRecorded undo) {
        recorded.add(undo.undo().service());
      }
      if (fact instanceof Fact.ChangeIntended change
          && change.key().value().startsWith("rollout/")
          && !recorded.contains(change.service())) {
        wrong.add(change.key() + " was about to happen before its undo was recorded");
      }
    }
    return wrong.stream();
  }

  static Stream<String> reverse(Testimony all) {
    return all.runs().stream().flatMap(StoryChecks::outOfOrder);
  }

  private static Stream<String> outOfOrder(RunStory story) {
    List<Integer> numbers = new ArrayList<>();
    for (Fact fact : story.facts()) {
      if (fact instanceof Fact.Undone done) {
        numbers.add(done.number());
      } else if (fact instanceof Fact.UndoFailed failed) {
        numbers.add(failed.number());
      }
    }
    List<Integer> sorted =
        numbers.stream().distinct().sorted((one, other) -> Integer.compare(other, one)).toList();
    return numbers.equals(sorted)
        ? Stream.empty()
        : Stream.of("%s: undos ran as %s".formatted(story.run(), numbers));
  }

  static Stream<String> innocent(Testimony all) {
    return all.runs().stream()
        .flatMap(story -> story.all(Fact.KnownBadMarked.class).stream())
        .map(fact -> fact.bad().digest())
        .filter(digest -> !all.bad().contains(digest))
        .map(digest -> digest + " is fine and became known-bad");
  }

  static Stream<String> notBlamed(Testimony all) {
    return all.runs().stream()
        .filter(story -> !wantsABadImage(story, all.bad()))
        .flatMap(
            story ->
                story.all(Fact.CompensationStarted.class).stream()
                    .filter(fact -> fact.because() instanceof Trouble.BadChange)
                    .map(fact -> story.run() + " was called bad: " + fact.because().sentence()));
  }

  private static boolean wantsABadImage(RunStory story, List<Digest> bad) {
    return story.plan().stream()
        .flatMap(plan -> plan.services().stream())
        .flatMap(service -> service.changes().stream())
        .flatMap(change -> change.images().stream())
        .anyMatch(image -> image.image().digest().filter(bad::contains).isPresent());
  }

  static Stream<String> ended(Testimony all) {
    return all.runs().stream().flatMap(StoryChecks::notEnded);
  }

  private static boolean isNoticeTriedAgain(Fact fact) {
    return fact instanceof Fact.TriedAgain again && again.what().startsWith("tell ");
  }

  private static Stream<String> notEnded(RunStory story) {
    if (story.end() == null) {
      return Stream.of(story.run() + " is still open");
    }
    List<Fact.RunEnded> said = story.all(Fact.RunEnded.class);
    if (said.size() != 1 || !said.getFirst().end().equals(story.end())) {
      return Stream.of("%s ended %s and says %s".formatted(story.run(), story.end(), said));
    }
    return story
        .after(Fact.RunEnded.class)
        // the notice of the end itself, which may need several attempts
        .filter(fact -> !(fact instanceof Fact.NoticeSent || isNoticeTriedAgain(fact)))
        .filter(fact -> !(fact instanceof Fact.MessageRefused))
        .map(fact -> "%s goes on after its end: %s".formatted(story.run(), fact.sentence()));
  }

  static Stream<String> votes(Testimony all) {
    return all.runs().stream().flatMap(StoryChecks::wrongVotes);
  }

  private static Stream<String> wrongVotes(RunStory story) {
    Set<String> voters = new LinkedHashSet<>();
    List<String> wrong = new ArrayList<>();
    String author =
        story.plan().map(plan -> plan.request().requestedBy().name()).orElse("nobody at all");
    for (Fact fact : story.facts()) {
      if (fact instanceof Fact.GateOpened) {
        voters.clear();
      }
      if (fact instanceof Fact.VoteCounted counted) {
        String voter = counted.vote().by().name();
        if (!voters.add(voter)) {
          wrong.add("%s: %s counted twice".formatted(story.run(), voter));
        }
        if (voter.equals(author) && counted.vote().choice() == Choice.APPROVE) {
          wrong.add("%s: its author approved it".formatted(story.run()));
        }
      }
    }
    return wrong.stream();
  }

  static Stream<String> abortWins(Testimony all) {
    return all.runs().stream()
        .flatMap(
            story ->
                story
                    .after(Fact.AbortAccepted.class)
                    .filter(fact -> fact instanceof Fact.WaveStarted)
                    .map(
                        fact ->
                            "%s after its abort: %s"
                                .formatted(story.run(), Objects.requireNonNull(fact).sentence())));
  }
}
