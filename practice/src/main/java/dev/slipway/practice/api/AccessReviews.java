package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Refused;

/** Tells who asks what they themselves may do: everybody who is known may ask that. */
final class AccessReviews {
  static final String PATH = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
  private static final String KIND = "SelfSubjectAccessReview";

  private final Tokens tokens;

  AccessReviews(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Answers one review.
   *
   * @throws Refused 405 for anything but a POST, 400 for another kind of object, 422 for one that
   *     asks about nothing or about two things
   */
  ApiReply answer(Access access, ApiRequest request) {
    if (!request.method().equals("POST")) {
      throw new Refused(
          405,
          "MethodNotAllowed",
          "the server does not allow this method on the requested resource");
    }
    if (!(Json.parse(request.body()) instanceof ObjectNode review)
        || !review.path("kind").asText(KIND).equals(KIND)) {
      throw Refused.bad("the object provided is not a " + KIND);
    }
    JsonNode resource = Json.at(review, "spec", "resourceAttributes");
    JsonNode path = Json.at(review, "spec", "nonResourceAttributes");
    if (resource.isObject() == path.isObject()) {
      throw vague();
    }
    boolean allowed =
        resource.isObject()
            ? tokens.allows(access, resource.path("verb").asText(), name(resource))
            : path.path("verb").asText().equals("get");
    review.put("kind", KIND).put("apiVersion", "authorization.k8s.io/v1");
    review.putObject("status").put("allowed", allowed);
    return ApiReply.json(201, review);
  }

  private static Refused vague() {
    return new Refused(
        422,
        "Invalid",
        KIND
            + ".authorization.k8s.io \"\" is invalid: spec.resourceAttributes: Invalid value: null:"
            + " exactly one of nonResourceAttributes or resourceAttributes must be specified");
  }

  private static String name(JsonNode resource) {
    String part = resource.path("subresource").asText("");
    return resource.path("resource").asText() + (part.isEmpty() ? "" : "/" + part);
  }
}
