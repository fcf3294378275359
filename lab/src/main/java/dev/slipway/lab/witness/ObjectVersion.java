package dev.slipway.lab.witness;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One stored version of one object.
 *
 * @param object {@code deployments/web}
 * @param revision of the store; later versions of any object have greater ones
 * @param by who wrote it; empty where the witness does not know
 * @param content the whole object; missing when it was deleted
 */
public record ObjectVersion(String object, long revision, String by, JsonNode content) {
  /** What its owner declares, as opposed to what is reported of it. */
  JsonNode state() {
    JsonNode spec = content.path("spec");
    return spec.isMissingNode() ? content.path("data") : spec;
  }
}
