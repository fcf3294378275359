package dev.slipway.kubernetes;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.AutoscalerActivities;
import dev.slipway.contract.rollout.AutoscalerRequest;
import dev.slipway.contract.rollout.AutoscalerResult;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pauses eviction by vertical autoscalers while pods are being replaced, and puts each mode back
 * from the mark on the object itself, so that even another run can. A cluster without the kind has
 * nothing to pause.
 */
public final class KubernetesAutoscalers implements AutoscalerActivities {
  /** New pods get recommendations, running ones are not evicted. */
  private static final String HARMLESS = "Initial";

  private static final String UNSET = "unset";
  private static final List<String> NEVER_EVICTING = List.of("Off", HARMLESS);
  private static final int LOOKS = 5;

  private final KubernetesClient client;
  private final ActingAutoscalers autoscalers;

  public KubernetesAutoscalers(KubernetesClient client) {
    this.client = client;
    this.autoscalers = new ActingAutoscalers(client);
  }

  @Override
  public AutoscalerResult pauseEviction(AutoscalerRequest request) {
    return KubernetesFaults.underWay(() -> eachChanged(request, vpa -> pausing(request, vpa)));
  }

  @Override
  public AutoscalerResult resumeEviction(AutoscalerRequest request) {
    return KubernetesFaults.underWay(() -> eachChanged(request, vpa -> resuming(request, vpa)));
  }

  private AutoscalerResult eachChanged(
      AutoscalerRequest request, Function<GenericKubernetesResource, Optional<FieldPatch>> decide) {
    return new AutoscalerResult(
        autoscalers.vertical(request.workload()).stream()
            .filter(vpa -> changed(vpa, decide))
            .map(vpa -> "VerticalPodAutoscaler/" + vpa.getMetadata().getName())
            .toList());
  }

  private static Optional<FieldPatch> pausing(
      AutoscalerRequest request, GenericKubernetesResource vpa) {
    if (Rest.of(vpa.getMetadata()).isOver(request)) {
      return Optional.empty();
    }
    boolean paused = Marks.annotation(vpa.getMetadata(), Marks.VPA_MODE).isPresent();
    if (paused) {
      return request.token() > Marks.token(vpa.getMetadata())
          ? Optional.of(marked(FieldPatch.on(vpa.getMetadata()), request))
          : Optional.empty();
    }
    String mode = mode(vpa);
    if (NEVER_EVICTING.contains(mode)) {
      return Optional.empty();
    }
    var patch = FieldPatch.on(vpa.getMetadata());
    if (vpa.get("spec", "updatePolicy") == null) {
      patch.set("/spec/updatePolicy", Map.of());
    }
    patch.set("/spec/updatePolicy/updateMode", HARMLESS);
    patch.annotate(vpa.getMetadata(), Marks.VPA_MODE, mode);
    return Optional.of(marked(patch, request));
  }

  private static FieldPatch marked(FieldPatch patch, AutoscalerRequest request) {
    return patch
        .annotated(Marks.OPERATION, request.key().value())
        .annotated(Marks.TOKEN, Long.toString(request.token()));
  }

  /**
   * A mode that a person set meanwhile stays; only our mark goes. A rest that a later run needs
   * stays too: ours is over, its change is not. An attempt to pause that hangs may act after this:
   * that ours is over stays on the object, also where nothing rests yet.
   */
  private static Optional<FieldPatch> resuming(
      AutoscalerRequest request, GenericKubernetesResource vpa) {
    Rest rest = Rest.of(vpa.getMetadata());
    Optional<String> original = Marks.annotation(vpa.getMetadata(), Marks.VPA_MODE);
    boolean theirs = original.isPresent() && Marks.token(vpa.getMetadata()) > request.token();
    boolean told =
        rest.isOver(request) || (original.isEmpty() && NEVER_EVICTING.contains(mode(vpa)));
    if (theirs || (original.isEmpty() && told)) {
      return Optional.empty();
    }
    var patch = FieldPatch.on(vpa.getMetadata());
    if (!told) {
      patch.annotate(vpa.getMetadata(), Marks.OVER, rest.with(request).text());
    }
    return Optional.of(original.map(mode -> awake(patch, vpa, mode)).orElse(patch));
  }

  private static FieldPatch awake(
      FieldPatch patch, GenericKubernetesResource vpa, String original) {
    if (HARMLESS.equals(mode(vpa))) {
      if (UNSET.equals(original)) {
        patch.remove("/spec/updatePolicy/updateMode");
      } else {
        patch.set("/spec/updatePolicy/updateMode", original);
      }
    }
    return patch.withoutAnnotation(Marks.VPA_MODE);
  }

  private static String mode(GenericKubernetesResource vpa) {
    Object mode = vpa.get("spec", "updatePolicy", "updateMode");
    return mode == null ? UNSET : mode.toString();
  }

  private boolean changed(
      GenericKubernetesResource first,
      Function<GenericKubernetesResource, Optional<FieldPatch>> decide) {
    GenericKubernetesResource vpa = first;
    String name = "VerticalPodAutoscaler/" + first.getMetadata().getName();
    for (int look = 0; look < LOOKS && vpa != null; look++) {
      Optional<FieldPatch> patch = decide.apply(vpa);
      try {
        // one that only tests: a cache that lags shows an autoscaler without the mark we left
        send(vpa, patch.orElse(FieldPatch.on(vpa.getMetadata())));
        return patch.isPresent();
      } catch (KubernetesClientException refused) {
        if (!KubernetesFaults.isMoved(refused)) {
          throw KubernetesFaults.failure("change " + name, refused);
        }
        vpa = KubernetesFaults.calling("read " + name, client.resource(vpa)::get);
      }
    }
    throw FailureType.UNAVAILABLE.failure(
        "%s changed under our hands %d times in a row".formatted(name, LOOKS));
  }

  private void send(GenericKubernetesResource vpa, FieldPatch patch) {
    PatchContext how =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager(Marks.FIELD_MANAGER)
            .build();
    client.resource(vpa).patch(how, client.getKubernetesSerialization().asJson(patch.steps()));
  }
}
