package dev.slipway.testkit.invariant;

import dev.slipway.evidence.Fact;
import dev.slipway.release.RunEnd;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The cluster at the end, held against what the runs say. */
final class EndChecks {
  private EndChecks() {}

  static Stream<String> asFound(Testimony all) {
    return all.before().entrySet().stream()
        .filter(entry -> !leftToAPerson(all, entry.getKey()))
        .flatMap(
            entry -> {
              Look before = entry.getValue();
              Look after = after(all, entry.getKey());
              List<String> wrong = new ArrayList<>();
              if (before.paused() != after.paused()) {
                wrong.add("%s: paused is %s now".formatted(entry.getKey(), after.paused()));
              }
              if (!before.eviction().equals(after.eviction())) {
                wrong.add(
                    "%s: eviction was %s and is %s"
                        .formatted(entry.getKey(), before.eviction(), after.eviction()));
              }
              return wrong.stream();
            });
  }

  /** A run may end without having put something back, if it says so and names the thing. */
  private static boolean leftToAPerson(Testimony all, WorkloadRef workload) {
    return all.runs().stream()
        .map(RunStory::end)
        .filter(Objects::nonNull)
        .flatMap(end -> end.leftToDo().stream())
        .anyMatch(left -> left.contains(workload.toString()));
  }

  private static Look after(Testimony all, WorkloadRef workload) {
    Look after = all.after().get(workload);
    if (after == null) {
      throw new AssertionError(workload + " is gone");
    }
    return after;
  }

  /** Only what a run that needs a person left is open; everything else follows from the ends. */
  static Stream<String> truthful(Testimony all) {
    Map<WorkloadRef, List<Map<String, String>>> expected = new LinkedHashMap<>();
    all.before().forEach((ref, look) -> expected.put(ref, List.of(look.images())));
    for (RunStory story : inOrderOfEffects(all)) {
      follow(story, all, expected);
    }
    return expected.entrySet().stream()
        .filter(entry -> !matches(entry.getValue(), after(all, entry.getKey())))
        .map(
            entry ->
                "%s runs %s; the ends of the runs say %s"
                    .formatted(
                        entry.getKey(), after(all, entry.getKey()).images(), entry.getValue()));
  }

  /** A tag and the digest it stands for are told apart by nobody here: restoring pins it. */
  private static boolean matches(List<Map<String, String>> fine, Look after) {
    return fine.stream().anyMatch(images -> images.equals(after.images()));
  }

  private static List<RunStory> inOrderOfEffects(Testimony all) {
    List<String> turns = all.effects().stream().map(Effect::run).distinct().toList();
    return all.runs().stream()
        .filter(story -> turns.contains(story.run().value()))
        .sorted(
            (one, other) ->
                Integer.compare(
                    turns.indexOf(one.run().value()), turns.indexOf(other.run().value())))
        .toList();
  }

  private static void follow(
      RunStory story, Testimony all, Map<WorkloadRef, List<Map<String, String>>> expected) {
    RunEnd end = story.end();
    for (WorkloadChange wanted : touched(story)) {
      WorkloadRef ref = wanted.workload();
      List<Effect> mine =
          all.of(story).stream().filter(effect -> effect.workload().equals(ref)).toList();
      if (end != null && !mine.isEmpty()) {
        expected.put(ref, fine(story, end, wanted, mine.getFirst().from().images()));
      }
    }
  }

  /** What a workload may run after a run that changed it. */
  private static List<Map<String, String>> fine(
      RunStory story, RunEnd end, WorkloadChange wanted, Map<String, String> before) {
    Map<String, String> forward = images(wanted, before);
    Map<String, String> back = back(story, wanted.workload(), before);
    return switch (end.state()) {
      case SUCCEEDED -> List.of(forward);
      case COMPENSATED -> List.of(stays(story, wanted) ? forward : back);
      case DETACHED, NEEDS_ATTENTION -> List.of(before, back, forward);
      case REFUSED, REJECTED, EXPIRED, ABORTED -> List.of(back);
      case PLANNING,
          AWAITING_APPROVAL,
          ANNOUNCED,
          QUEUED,
          ROLLING_OUT,
          VERIFYING,
          BAKING,
          HELD,
          COMPENSATING ->
          throw new AssertionError(end.state() + " is not an end");
    };
  }

  /** What the run was about: the plan of a release, the changes of a rollback. */
  private static List<WorkloadChange> touched(RunStory story) {
    return story
        .plan()
        .map(plan -> plan.services().stream().flatMap(s -> s.changes().stream()).toList())
        .orElseGet(
            () ->
                story.all(Fact.ChangeIntended.class).stream()
                    .map(Fact.ChangeIntended::to)
                    .toList());
  }

  /** With undoFailed, what is done stays and is called good. */
  private static boolean stays(RunStory story, WorkloadChange wanted) {
    return story.all(Fact.ServiceGood.class).stream()
        .anyMatch(
            fact ->
                fact.good().state().sameFieldsAs(wanted)
                    && fact.good().state().workload().equals(wanted.workload()));
  }

  /** The recorded values: a tag in the template comes back as the digest its pods ran. */
  private static Map<String, String> back(
      RunStory story, WorkloadRef ref, Map<String, String> before) {
    return story.all(Fact.ChangeIntended.class).stream()
        .filter(fact -> !fact.key().value().startsWith("rollout/"))
        .map(Fact.ChangeIntended::to)
        .filter(change -> change.workload().equals(ref))
        .findFirst()
        .map(change -> images(change, before))
        .orElse(before);
  }

  private static Map<String, String> images(WorkloadChange change, Map<String, String> before) {
    Map<String, String> images = new LinkedHashMap<>(before);
    for (ContainerImage image : change.images()) {
      images.put(image.container(), image.image().value());
    }
    return images;
  }
}
