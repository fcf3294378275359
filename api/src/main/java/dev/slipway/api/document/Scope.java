package dev.slipway.api.document;

import dev.slipway.api.door.Caller;
import dev.slipway.ledger.document.DocumentKey;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.ServiceName;
import java.util.List;

/**
 * Whether a document lies within the scope of a token. To see one, its own name is enough; a change
 * of it reaches further, as far as the document does.
 */
final class Scope {
  private Scope() {}

  static boolean covers(Caller caller, DocumentKey key) {
    return key.kind().equals(DocumentKey.ENVIRONMENT)
        ? caller.environments().stream().anyMatch(e -> e.value().equals(key.name()))
            || caller.environments().isEmpty()
        : caller.services().stream().anyMatch(s -> s.value().equals(key.name()))
            || caller.services().isEmpty();
  }

  /**
   * @throws dev.slipway.api.problem.Refusal when the document lies outside
   */
  static void check(Caller caller, DocumentKey key) {
    if (covers(caller, key)) {
      return;
    }
    if (key.kind().equals(DocumentKey.ENVIRONMENT)) {
      caller.mustSee(EnvironmentName.of(key.name()));
    } else {
      caller.mustSee(
          caller.environments().isEmpty()
              ? EnvironmentName.of("any")
              : caller.environments().getFirst(),
          List.of(ServiceName.of(key.name())));
    }
  }

  /**
   * An environment speaks about every service, by its defaults and overrides, and a service holds
   * in every environment: who may change one of them must be meant for all that it reaches.
   *
   * @throws dev.slipway.api.problem.Refusal when the change reaches outside
   */
  static void checkChange(Caller caller, DocumentKey key) {
    check(caller, key);
    if (key.kind().equals(DocumentKey.ENVIRONMENT)) {
      caller.mustSeeAllServices("a change of " + key);
    } else {
      caller.mustSeeAllEnvironments("a change of " + key);
    }
  }
}
