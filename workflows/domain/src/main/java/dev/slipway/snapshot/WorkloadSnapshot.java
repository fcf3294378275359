package dev.slipway.snapshot;

import dev.slipway.artifact.ImageRef;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One workload as found, taken by A04.
 *
 * @param present declared fields as found; images by running digest where all ready pods agree
 * @param uid identity of the object: a recreated one is another object
 * @param owner who manages the workload (Helm, Argo CD, Flux, Flagger, Argo Rollouts), null when
 *     nobody else does
 * @param autoscalers names of autoscalers that act on it, as {@code
 *     HorizontalPodAutoscaler/backend}
 * @param named the images of {@code present} in the same order, as the template names them
 * @param version what people call what runs, without a leading v; null when no run of ours left
 *     exactly this
 */
public record WorkloadSnapshot(
    ServiceName service,
    SiteName site,
    WorkloadChange present,
    int replicas,
    boolean paused,
    String uid,
    long generation,
    @Nullable String owner,
    List<String> autoscalers,
    Instant takenAt,
    List<ImageRef> named,
    @Nullable String version) {
  private static final String VERTICAL = "VerticalPodAutoscaler/";

  public WorkloadSnapshot {
    autoscalers = List.copyOf(autoscalers);
    named = List.copyOf(named);
  }

  /** A workload whose template names every image just as it is recorded. */
  public WorkloadSnapshot(
      ServiceName service,
      SiteName site,
      WorkloadChange present,
      int replicas,
      boolean paused,
      String uid,
      long generation,
      @Nullable String owner,
      List<String> autoscalers,
      Instant takenAt) {
    this(
        service,
        site,
        present,
        replicas,
        paused,
        uid,
        generation,
        owner,
        autoscalers,
        takenAt,
        present.images().stream().map(ContainerImage::image).toList(),
        null);
  }

  public WorkloadSnapshot withNamed(List<ImageRef> images) {
    return new WorkloadSnapshot(
        service,
        site,
        present,
        replicas,
        paused,
        uid,
        generation,
        owner,
        autoscalers,
        takenAt,
        images,
        version);
  }

  public WorkloadSnapshot withVersion(@Nullable String known) {
    return new WorkloadSnapshot(
        service,
        site,
        present,
        replicas,
        paused,
        uid,
        generation,
        owner,
        autoscalers,
        takenAt,
        named,
        known);
  }

  /** Names of the vertical autoscalers that could evict its pods in the middle of a change. */
  public List<String> verticalAutoscalers() {
    return autoscalers.stream()
        .filter(name -> name.startsWith(VERTICAL))
        .map(name -> name.substring(VERTICAL.length()))
        .toList();
  }

  public WorkloadRef workload() {
    return present.workload();
  }

  /** Whether a later look found other declared fields or another object. */
  public boolean differsFrom(WorkloadSnapshot other) {
    return !uid.equals(other.uid)
        || !present.config().equals(other.present.config())
        || present.images().size() != other.present.images().size()
        || IntStream.range(0, present.images().size()).anyMatch(i -> differs(other, i));
  }

  /**
   * A tag that no ready pod explains is recorded as it stands, so a digest of one look may meet a
   * tag of the other: then both are held against each other as the template names them.
   */
  private boolean differs(WorkloadSnapshot other, int i) {
    ContainerImage mine = present.images().get(i);
    ContainerImage theirs = other.present.images().get(i);
    boolean alike =
        mine.image().digest().isPresent() == theirs.image().digest().isPresent()
            || named.size() != other.named.size()
            || named.size() <= i;
    return alike
        ? !mine.equals(theirs)
        : !mine.container().equals(theirs.container())
            || mine.init() != theirs.init()
            || !named.get(i).equals(other.named.get(i));
  }
}
