package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.contract.rollout.AutoscalerActivities;
import dev.slipway.contract.rollout.AutoscalerRequest;
import dev.slipway.contract.rollout.AutoscalerResult;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.KubeObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A14: vertical autoscalers of a practice cluster, their mode kept on themselves meanwhile. */
public final class PracticeAutoscalers implements AutoscalerActivities {
  private static final String KEPT = "slipway.dev/original-update-mode";
  private static final String TOKEN = "slipway.dev/token";
  private static final String OVER = "slipway.dev/over";
  private static final String QUIET = "Initial";

  private final Ground ground;

  public PracticeAutoscalers(Ground ground) {
    this.ground = ground;
  }

  @Override
  public AutoscalerResult pauseEviction(AutoscalerRequest request) {
    return each(
        request,
        scaler ->
            !isOver(scaler, request)
                && (rests(scaler) ? token(scaler) < request.token() : evicts(scaler)),
        json -> {
          ObjectNode marks = Json.child(json, "metadata", "annotations");
          ObjectNode policy = Json.child(json, "spec", "updatePolicy");
          if (!marks.has(KEPT)) {
            marks.put(KEPT, policy.path("updateMode").asText("Auto"));
          }
          marks.put(TOKEN, Long.toString(request.token()));
          policy.put("updateMode", QUIET);
          return json;
        });
  }

  /** Also where nothing rests: an attempt to pause that hangs may act after this. */
  @Override
  public AutoscalerResult resumeEviction(AutoscalerRequest request) {
    return each(
        request,
        scaler ->
            rests(scaler)
                ? token(scaler) <= request.token()
                : evicts(scaler) && !isOver(scaler, request),
        json -> resumed(json, request));
  }

  private static ObjectNode resumed(ObjectNode json, AutoscalerRequest request) {
    ObjectNode marks = Json.child(json, "metadata", "annotations");
    if (marks.has(KEPT)) {
      Json.child(json, "spec", "updatePolicy").set("updateMode", marks.remove(KEPT));
    }
    if (!over(marks.path(OVER).asText(), request)) {
      String before = marks.path(OVER).asText();
      String token = Long.toString(request.token());
      marks.put(
          OVER, (before.startsWith(token + " ") ? before : token) + " " + request.key().value());
    }
    return json;
  }

  private static boolean isOver(KubeObject scaler, AutoscalerRequest request) {
    return over(scaler.annotation(OVER), request);
  }

  /** Rests of lower tokens, and of this token those of the operations that are named. */
  private static boolean over(String mark, AutoscalerRequest request) {
    List<String> words = List.of(mark.split(" ", -1));
    if (mark.isEmpty()) {
      return false;
    }
    long token = Long.parseLong(words.getFirst());
    return request.token() < token
        || (request.token() == token && words.contains(request.key().value()));
  }

  private static boolean rests(KubeObject scaler) {
    return !scaler.annotation(KEPT).isEmpty();
  }

  private static long token(KubeObject scaler) {
    String token = scaler.annotation(TOKEN);
    return token.isEmpty() ? 0 : Long.parseLong(token);
  }

  private static boolean evicts(KubeObject scaler) {
    String mode = scaler.at("spec", "updatePolicy", "updateMode").asText("Auto");
    return !List.of("Off", QUIET).contains(mode);
  }

  private AutoscalerResult each(
      AutoscalerRequest request, Predicate<KubeObject> which, UnaryOperator<ObjectNode> change) {
    ground.time().follow();
    return ground
        .world()
        .locked(
            () -> {
              KubeObject workload = ground.workload(request.workload());
              List<KubeObject> concerned =
                  Neighbours.vertical(ground.world(), workload).stream().filter(which).toList();
              concerned.forEach(
                  one -> ground.objects().update(one, change.apply(one.copy()), "", false));
              return new AutoscalerResult(
                  concerned.stream().map(one -> one.kind().name() + "/" + one.name()).toList());
            });
  }
}
