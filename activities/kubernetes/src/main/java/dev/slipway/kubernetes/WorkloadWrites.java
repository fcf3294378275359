package dev.slipway.kubernetes;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.PauseRequest;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Look, decide, patch; when the object moved meanwhile, look again. A retry after a dropped
 * connection finds the effect of the first attempt and says AlreadyThere.
 */
final class WorkloadWrites {
  private static final int LOOKS = 6;

  private final KubernetesClient client;
  private final WorkloadReader reader;
  private final RunningImages running;

  WorkloadWrites(KubernetesClient client) {
    this.client = client;
    this.reader = new WorkloadReader(client);
    this.running = new RunningImages(client);
  }

  /** What one look decided: an answer, or a patch and the answer that its success gives. */
  private record Decision(
      @Nullable ChangeResult answer, @Nullable FieldPatch patch, boolean visible) {
    static Decision answer(ChangeResult answer) {
      return new Decision(answer, null, false);
    }

    /** A change that the user sees. */
    static Decision write(FieldPatch patch) {
      return new Decision(null, patch, true);
    }

    /** Only our mark: what was wanted is there already. */
    static Decision mark(FieldPatch patch) {
      return new Decision(null, patch, false);
    }
  }

  ChangeResult change(ChangeRequest request) {
    return KubernetesFaults.underWay(
        () -> repeat(request.to().workload(), found -> decide(request, found)));
  }

  ChangeResult pause(PauseRequest request) {
    return KubernetesFaults.underWay(
        () -> repeat(request.workload(), found -> decide(request, found)));
  }

  private Decision decide(ChangeRequest request, LiveWorkload found) {
    Optional<ChangeResult> newer = heldByNewer(found, request.token());
    if (newer.isPresent()) {
      return Decision.answer(newer.get());
    }
    List<FieldSpot> spots = spots(found, request.to(), request.from());
    Optional<FieldSpot> foreign = spots.stream().filter(spot -> !spot.mayBeReplaced()).findFirst();
    if (foreign.isPresent()) {
      return Decision.answer(
          new ChangeResult.Conflict(found.ref() + ": " + foreign.get().conflict()));
    }
    List<FieldSpot> open = spots.stream().filter(spot -> !spot.isThere()).toList();
    var patch = FieldPatch.on(found.meta());
    open.forEach(patch::replace);
    if (found.paused()) {
      // A paused Deployment would take the fields and roll nothing out (D23, D33).
      patch.set("/spec/paused", false);
    }
    boolean complete = open.isEmpty() && !found.paused();
    return written(complete, patch, found, request);
  }

  private static Decision written(
      boolean complete, FieldPatch patch, LiveWorkload found, ChangeRequest request) {
    if (complete && Marks.token(found.meta()) == request.token()) {
      return Decision.answer(new ChangeResult.AlreadyThere(found.generation()));
    }
    // The token is raised even where nothing is to be changed: a late attempt with a lower one must
    // find it.
    patch.mark(found.meta(), request.key(), request.token());
    return complete ? Decision.mark(patch) : Decision.write(patch);
  }

  private static Decision decide(PauseRequest request, LiveWorkload found) {
    if (found.ref().kind() != WorkloadKind.DEPLOYMENT) {
      return Decision.answer(new ChangeResult.AlreadyThere(found.generation()));
    }
    Optional<ChangeResult> newer = heldByNewer(found, request.token());
    if (newer.isPresent()) {
      return Decision.answer(newer.get());
    }
    if (found.paused() == request.paused()) {
      return Decision.answer(new ChangeResult.AlreadyThere(found.generation()));
    }
    return Decision.write(
        FieldPatch.on(found.meta())
            .set("/spec/paused", request.paused())
            .mark(found.meta(), request.key(), request.token()));
  }

  private static Optional<ChangeResult> heldByNewer(LiveWorkload found, long token) {
    long holder = Marks.token(found.meta());
    return holder > token
        ? Optional.of(
            new ChangeResult.Conflict(
                "a newer run or undo holds %s: token %d by %s, ours is %d"
                    .formatted(found.ref(), holder, Marks.operation(found.meta()), token)))
        : Optional.empty();
  }

  /** A tag in the template stands for the digest that its ready pods run. */
  private List<FieldSpot> spots(LiveWorkload found, WorkloadChange to, List<WorkloadChange> from) {
    var spots = new ArrayList<FieldSpot>();
    for (FieldSpot spot : new FieldSpots(found).of(to, from)) {
      spots.add(spot.mayBeReplaced() ? spot : byRunningDigest(found, spot));
    }
    return spots;
  }

  private FieldSpot byRunningDigest(LiveWorkload found, FieldSpot spot) {
    boolean couldBeMeant =
        spot.pointer().endsWith("/image")
            && !spot.found().contains("@")
            && spot.acceptable().stream()
                .map(ImageRef::of)
                .anyMatch(
                    image -> image.repository().equals(ImageRef.of(spot.found()).repository()));
    if (!couldBeMeant) {
      return spot;
    }
    boolean init = spot.pointer().contains("/initContainers/");
    ImageRef digest =
        running
            .image(found, spot.guardValue(), init)
            .orElseThrow(
                () ->
                    FailureType.UNAVAILABLE.failure(
                        "%s: %s is the tag %s, and its ready pods do not agree on a digest now"
                            .formatted(found.ref(), spot.field(), spot.found())));
    return spot.acceptable().contains(digest.value()) ? spot.accepting(spot.found()) : spot;
  }

  private ChangeResult repeat(WorkloadRef ref, Function<LiveWorkload, Decision> decide) {
    String last = "";
    for (int look = 0; look < LOOKS; look++) {
      LiveWorkload found = reader.read(ref);
      Decision decision = decide.apply(found);
      if (decision.answer() != null) {
        return decision.answer();
      }
      try {
        long generation = send(ref, decision);
        return decision.visible()
            ? new ChangeResult.Applied(generation)
            : new ChangeResult.AlreadyThere(generation);
      } catch (KubernetesClientException refused) {
        if (!KubernetesFaults.isMoved(refused)) {
          throw KubernetesFaults.failure("change " + ref, refused);
        }
        last = String.valueOf(refused.getMessage());
      }
    }
    throw FailureType.UNAVAILABLE.failure(
        "%s changed under our hands %d times in a row; last refusal: %s"
            .formatted(ref, LOOKS, Redaction.tail(last, 300)));
  }

  private long send(WorkloadRef ref, Decision decision) {
    if (decision.patch() == null) {
      throw new IllegalStateException("a decision without an answer carries a patch");
    }
    String json = client.getKubernetesSerialization().asJson(decision.patch().steps());
    PatchContext how =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager(Marks.FIELD_MANAGER)
            .build();
    var changed =
        switch (ref.kind()) {
          case DEPLOYMENT ->
              client
                  .apps()
                  .deployments()
                  .inNamespace(ref.namespace())
                  .withName(ref.name())
                  .patch(how, json);
          case STATEFUL_SET ->
              client
                  .apps()
                  .statefulSets()
                  .inNamespace(ref.namespace())
                  .withName(ref.name())
                  .patch(how, json);
        };
    Long generation = changed.getMetadata().getGeneration();
    return generation == null ? 0 : generation;
  }
}
