package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.PauseRequest;
import dev.slipway.name.OperationKey;
import dev.slipway.practice.port.TemplateFields.Reference;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Refused;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A06, A10, A11: look first, change only what is declared, leave token and operation. */
final class Changes {
  private final Ground ground;

  Changes(Ground ground) {
    this.ground = ground;
  }

  ChangeResult change(ChangeRequest request) {
    KubeObject found = ground.workload(request.to().workload());
    Optional<ChangeResult> newer = heldByNewer(found, request.token());
    if (newer.isPresent()) {
      return newer.get();
    }
    Optional<String> foreign = foreign(found, request);
    if (foreign.isPresent()) {
      return new ChangeResult.Conflict(request.to().workload() + ": " + foreign.get());
    }
    boolean there = isThere(found, request.to()) && !paused(found);
    if (there && Ground.token(found) == request.token()) {
      return new ChangeResult.AlreadyThere(found.generation());
    }
    long generation = write(found, request.key(), request.token(), json -> set(json, request.to()));
    return there ? new ChangeResult.AlreadyThere(generation) : new ChangeResult.Applied(generation);
  }

  ChangeResult pause(PauseRequest request) {
    KubeObject found = ground.workload(request.workload());
    Optional<ChangeResult> newer = heldByNewer(found, request.token());
    boolean so = paused(found) == request.paused();
    if (request.workload().kind() == WorkloadKind.STATEFUL_SET) {
      return new ChangeResult.AlreadyThere(found.generation());
    }
    if (newer.isPresent() || so) {
      return newer.orElse(new ChangeResult.AlreadyThere(found.generation()));
    }
    boolean paused = request.paused();
    return new ChangeResult.Applied(
        write(
            found,
            request.key(),
            request.token(),
            json -> Json.child(json, "spec").put("paused", paused)));
  }

  static boolean paused(KubeObject found) {
    return found.at("spec", "paused").asBoolean();
  }

  private static Optional<ChangeResult> heldByNewer(KubeObject found, long token) {
    long holder = Ground.token(found);
    return holder <= token
        ? Optional.empty()
        : Optional.of(
            new ChangeResult.Conflict(
                "a newer run or undo holds %s: token %d by %s, ours is %d"
                    .formatted(found, holder, found.annotation(Ground.OPERATION), token)));
  }

  private long write(KubeObject found, OperationKey key, long token, Consumer<ObjectNode> change) {
    ObjectNode json = found.copy();
    change.accept(json);
    Json.child(json, "metadata", "annotations")
        .put(Ground.TOKEN, Long.toString(token))
        .put(Ground.OPERATION, key.value());
    try {
      return ground.objects().update(found, json, "", false).at("/metadata/generation").asLong();
    } catch (Refused refused) {
      if (refused.code() == 409) {
        throw FailureType.UNAVAILABLE.failure(refused.getMessage());
      }
      throw refused;
    }
  }

  private static void set(ObjectNode json, WorkloadChange to) {
    TemplateFields fields = new TemplateFields(to.workload(), json);
    to.images().forEach(fields::setImage);
    for (ConfigSetting setting : to.config()) {
      fields.slot(setting).forEach(one -> one.holder().put(one.field(), setting.name()));
    }
    Json.child(json, "spec").remove("paused");
  }

  /** What is neither wanted nor the field's value in any state that may be found. */
  private Optional<String> foreign(KubeObject found, ChangeRequest request) {
    TemplateFields fields = new TemplateFields(request.to().workload(), found.copy());
    request.to().config().forEach(fields::slot);
    List<WorkloadChange> known =
        Stream.concat(Stream.of(request.to()), request.from().stream()).toList();
    for (ContainerImage wanted : request.to().images()) {
      String there = fields.image(wanted.container(), wanted.init());
      List<String> fine =
          known.stream()
              .flatMap(state -> state.images().stream())
              .filter(one -> same(one, wanted))
              .map(one -> one.image().value())
              .toList();
      if (!fine.contains(there) && !fine.contains(byDigest(found, wanted, there))) {
        return Optional.of(conflict("image of " + wanted.container(), there, wanted.image()));
      }
    }
    return foreignReference(fields, request.to(), known);
  }

  private static Optional<String> foreignReference(
      TemplateFields fields, WorkloadChange to, List<WorkloadChange> known) {
    for (ConfigSetting wanted : to.config()) {
      List<String> fine =
          known.stream()
              .flatMap(state -> state.config().stream())
              .filter(one -> one.kind() == wanted.kind() && one.slot().equals(wanted.slot()))
              .map(ConfigSetting::name)
              .toList();
      for (Reference there : fields.slot(wanted)) {
        if (!fine.contains(there.name())) {
          return Optional.of(conflict("reference " + there, there.name(), wanted.name()));
        }
      }
    }
    return Optional.empty();
  }

  private static String conflict(String field, String found, Object wanted) {
    return "%s is %s, neither what was recorded nor the wanted %s".formatted(field, found, wanted);
  }

  /** A tag in the template stands for the digest that its ready pods run. */
  private String byDigest(KubeObject found, ContainerImage wanted, String there) {
    return there.contains("@")
        ? there
        : ground
            .running(found, wanted.container(), wanted.init())
            .map(ImageRef::value)
            .orElseThrow(
                () ->
                    FailureType.UNAVAILABLE.failure(
                        "%s: image of %s is the tag %s, and its ready pods do not agree on a digest"
                            .formatted(found, wanted.container(), there)));
  }

  private static boolean same(ContainerImage one, ContainerImage other) {
    return one.container().equals(other.container()) && one.init() == other.init();
  }

  static boolean isThere(KubeObject found, WorkloadChange wanted) {
    return firstMissing(found, wanted).isEmpty();
  }

  /** The first declared field that is not as wanted. */
  static Optional<String> firstMissing(KubeObject found, WorkloadChange wanted) {
    TemplateFields fields = new TemplateFields(wanted.workload(), found.copy());
    for (ContainerImage image : wanted.images()) {
      String there = fields.image(image.container(), image.init());
      if (!there.equals(image.image().value())) {
        return Optional.of(
            "image of %s is %s, wanted %s".formatted(image.container(), there, image.image()));
      }
    }
    for (ConfigSetting setting : wanted.config()) {
      for (Reference there : fields.slot(setting)) {
        if (!there.name().equals(setting.name())) {
          return Optional.of("reference %s, wanted %s".formatted(there, setting.name()));
        }
      }
    }
    return Optional.empty();
  }
}
