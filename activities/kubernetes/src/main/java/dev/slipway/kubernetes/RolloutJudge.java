package dev.slipway.kubernetes;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutSighting;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Says of one look whether the rollout is complete, and if not, whose trouble it is. Remembers what
 * earlier looks of the same wait saw.
 */
final class RolloutJudge {
  /** Longer than any trouble takes to show itself once its pods are there. */
  private static final Duration WELL = Duration.ofSeconds(10);

  /** Longer than caches lag. */
  private static final Duration LAG = Duration.ofSeconds(15);

  private final AwaitRequest request;
  private final ChangeTrouble bad;
  private final PlatformTrouble ill;
  private final Persistence persistence = new Persistence();

  RolloutJudge(AwaitRequest request, TroubleSources sources) {
    this.request = request;
    this.bad = new ChangeTrouble(request, sources, persistence);
    this.ill = new PlatformTrouble(sources, persistence);
  }

  /** Empty while there is nothing to say but "go on waiting". */
  Optional<RolloutSighting> judge(RolloutView view, Instant now) {
    persistence.beginLook(now);
    Optional<RolloutSighting> sighting =
        mayBeOutdated(view.workload()) ? Optional.empty() : say(view);
    persistence.endLook();
    return sighting;
  }

  /**
   * Without our token it may be the workload as it was before our own write, shown by a cache that
   * lags; or somebody replaced it whole, which stays so.
   */
  private boolean mayBeOutdated(LiveWorkload found) {
    return Marks.token(found.meta()) < request.token()
        && foreignField(found).isPresent()
        && !persistence.lasts("without our token", LAG);
  }

  private Optional<RolloutSighting> say(RolloutView view) {
    return Stream.<Supplier<Optional<RolloutSighting>>>of(
            () -> superseded(view),
            () -> bad.in(view),
            () -> complete(view),
            () -> request.illnessKnown() ? wellAgain(view) : ill.in(view))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The caller's clock stands still until it hears this: a change of its own may never end. */
  private Optional<RolloutSighting> wellAgain(RolloutView view) {
    return !ill.isSeen(view) && persistence.lasts("well", WELL)
        ? Optional.of(new RolloutSighting.PlatformWell())
        : Optional.empty();
  }

  private Optional<RolloutSighting> superseded(RolloutView view) {
    LiveWorkload found = view.workload();
    long holder = Marks.token(found.meta());
    if (holder > request.token()) {
      return Optional.of(
          new RolloutSighting.Superseded(
              "a newer run took over %s (%s)"
                  .formatted(found.ref(), Marks.operation(found.meta()))));
    }
    return foreignField(found)
        .map(
            why ->
                new RolloutSighting.Superseded(
                    found.ref() + " was changed by somebody else: " + why));
  }

  private Optional<String> foreignField(LiveWorkload found) {
    try {
      return new FieldSpots(found)
          .of(request.wanted(), List.of()).stream()
              .filter(spot -> !spot.isThere())
              .map(
                  spot ->
                      "%s is %s, wanted %s".formatted(spot.field(), spot.found(), spot.wanted()))
              .findFirst();
    } catch (ApplicationFailure gone) {
      // a declared container or reference is no longer in the template
      return Optional.of(gone.getOriginalMessage());
    }
  }

  private Optional<RolloutSighting> complete(RolloutView view) {
    LiveWorkload found = view.workload();
    boolean whole =
        found.settled()
            && !found.paused()
            && view.stale().isEmpty()
            && view.fresh().size() == found.replicas()
            && view.fresh().stream().allMatch(pod -> pod.ready() && runsWanted(pod));
    return whole
        ? Optional.of(new RolloutSighting.Complete(view.fresh().size()))
        : Optional.empty();
  }

  private boolean runsWanted(PodLook pod) {
    return request.wanted().images().stream().allMatch(image -> runs(pod, image));
  }

  /** A runtime that names no repository digest is believed by the image of the pod's spec. */
  static boolean runs(PodLook pod, ContainerImage wanted) {
    ImageRef image = wanted.image();
    boolean spec =
        pod.specImage(wanted.container(), wanted.init()).filter(image.value()::equals).isPresent();
    Optional<Digest> running =
        pod.container(wanted.container(), wanted.init()).flatMap(PodLook.ContainerLook::digest);
    return spec
        && (image.digest().isEmpty() || running.isEmpty() || running.equals(image.digest()));
  }
}
