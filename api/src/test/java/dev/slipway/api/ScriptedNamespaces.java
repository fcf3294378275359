package dev.slipway.api;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.AdoptionActivities;
import dev.slipway.contract.rollout.AdoptionRequest;
import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.FoundWorkload;
import java.util.List;

/** A site with one namespace, in which a bakery runs its oven. */
public final class ScriptedNamespaces implements AdoptionActivities {
  @Override
  public AdoptionResult look(AdoptionRequest request) {
    if (!request.namespace().equals("bakery")) {
      throw FailureType.NOT_FOUND.answer(
          "namespace %s does not exist at this site".formatted(request.namespace()));
    }
    var oven =
        new FoundWorkload.Container(
            "oven", false, "registry.test/bakery/oven:v1", List.of(8080), "/health");
    return new AdoptionResult(
        List.of(
            new FoundWorkload(
                new WorkloadRef("bakery", WorkloadKind.DEPLOYMENT, "oven"),
                2,
                List.of(oven),
                List.of(),
                List.of(new FoundWorkload.Service("oven", List.of(8080))),
                null)));
  }
}
