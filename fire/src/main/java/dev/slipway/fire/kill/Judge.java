package dev.slipway.fire.kill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.fire.stage.Crew;
import dev.slipway.lab.witness.AuditTail;
import dev.slipway.lab.witness.Comparison;
import dev.slipway.lab.witness.Effects;
import dev.slipway.lab.witness.EtcdHistory;
import dev.slipway.lab.witness.ObjectVersion;
import dev.slipway.lab.witness.SeenEffect;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.testkit.invariant.Effect;
import dev.slipway.testkit.invariant.Invariant;
import dev.slipway.testkit.invariant.Look;
import dev.slipway.testkit.invariant.RunStory;
import dev.slipway.testkit.invariant.Testimony;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hears both witnesses of one round from its begin on, and says what did not hold. */
final class Judge {
  private static final String US = "system:serviceaccount:slipway-system:slipway";
  private static final String DEPLOYMENTS = "deployments";
  private static final String SCALERS = "verticalpodautoscalers";
  private static final String NOTES = "configmaps";
  private static final Map<String, String> PLACES =
      Map.of(
          DEPLOYMENTS, "/registry/deployments/",
          SCALERS, "/registry/autoscaling.k8s.io/verticalpodautoscalers/",
          NOTES, "/registry/configmaps/");

  private final Crew crew;
  private final Ground ground;
  private final AuditTail log;
  private final EtcdHistory store;
  private final long begin;

  private Judge(Crew crew, Ground ground) {
    this.crew = crew;
    this.ground = ground;
    log = crew.lab().auditFromNow();
    store = crew.lab().store();
    begin = store.revision();
  }

  /** Listens from now on. */
  static Judge listening(Crew crew, Ground ground) {
    return new Judge(crew, ground);
  }

  /**
   * @param effects how many changed objects were seen
   * @param wrong what did not hold, as sentences
   */
  record Verdict(int effects, List<String> wrong) {}

  /**
   * @param struck the API server was killed, so its log may have a hole
   */
  Verdict verdict(List<RunStory> runs, boolean struck) {
    List<ObjectVersion> stored = new ArrayList<>();
    PLACES.forEach(
        (resource, place) ->
            stored.addAll(store.versions(place + ground.namespace() + "/", resource, begin)));
    List<ObjectVersion> logged = log.versions(ground.namespace(), PLACES.keySet());
    List<SeenEffect> effects = Effects.signed(Effects.after(begin, stored), logged);
    List<String> wrong = new ArrayList<>();
    Comparison.disputed(inLog(stored, logged), effects, struck)
        .forEach(one -> wrong.add(one.toString()));
    new Comparison(Promises.of(runs), US)
        .with(Holds.without(of(effects, DEPLOYMENTS), runs))
        .forEach(one -> wrong.add(one.toString()));
    wrong.addAll(Leavings.wrong(effects, US, struck));
    wrong.addAll(Leavings.strange(log.writesOf(US, ground.namespace())));
    wrong.addAll(new Books(crew.ledger()).wrong(runs));
    Invariant.violated(testimony(runs, stored, of(effects, DEPLOYMENTS)))
        .forEach(one -> wrong.add(one.toString()));
    return new Verdict(effects.size(), wrong);
  }

  /** The log began after the objects were made: their first versions are the store's. */
  private List<SeenEffect> inLog(List<ObjectVersion> stored, List<ObjectVersion> logged) {
    List<ObjectVersion> all = new ArrayList<>(logged);
    stored.stream().filter(one -> one.revision() <= begin).forEach(all::add);
    return Effects.after(begin, all);
  }

  private static List<SeenEffect> of(List<SeenEffect> effects, String resource) {
    return effects.stream().filter(one -> one.object().startsWith(resource + "/")).toList();
  }

  private Testimony testimony(
      List<RunStory> runs, List<ObjectVersion> stored, List<SeenEffect> effects) {
    Map<WorkloadRef, Look> before = new LinkedHashMap<>();
    Map<WorkloadRef, Look> after = new LinkedHashMap<>();
    for (WorkloadRef ref : ground.workloads()) {
      before.put(ref, look(stored, ref, begin));
      after.put(ref, look(stored, ref, Long.MAX_VALUE));
    }
    List<Effect> told =
        effects.stream()
            .map(
                one ->
                    new Effect(
                        ref(one.object()),
                        new Look(images(one.from()), paused(one.from()), Map.of()),
                        new Look(images(one.to()), paused(one.to()), Map.of()),
                        one.token(),
                        one.operation()))
            .toList();
    return new Testimony(runs, told, before, after, ground.bad());
  }

  private WorkloadRef ref(String object) {
    return ground.workloads().stream()
        .filter(ref -> object.equals(DEPLOYMENTS + "/" + ref.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(object + " is not of the shop"));
  }

  private static Look look(List<ObjectVersion> stored, WorkloadRef ref, long until) {
    JsonNode workload = last(stored, DEPLOYMENTS + "/" + ref.name(), until);
    String mode =
        last(stored, SCALERS + "/" + ref.name(), until)
            .path("spec")
            .path("updatePolicy")
            .path("updateMode")
            .asText();
    return new Look(images(workload), paused(workload), Map.of(ref.name(), mode));
  }

  private static JsonNode last(List<ObjectVersion> stored, String object, long until) {
    return stored.stream()
        .filter(one -> one.object().equals(object) && one.revision() <= until)
        .max(Comparator.comparingLong(ObjectVersion::revision))
        .orElseThrow(() -> new AssertionError(object + " is not in the store"))
        .content();
  }

  private static Map<String, String> images(JsonNode workload) {
    Map<String, String> images = new TreeMap<>();
    workload
        .at("/spec/template/spec/containers")
        .forEach(one -> images.put(one.path("name").asText(), one.path("image").asText()));
    return images;
  }

  private static boolean paused(JsonNode workload) {
    return workload.at("/spec/paused").asBoolean();
  }
}
