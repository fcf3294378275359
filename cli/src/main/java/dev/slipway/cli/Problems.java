package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** Turns a problem of the API into words and an exit code. */
final class Problems {
  private Problems() {}

  static Trouble read(int status, String body) {
    JsonNode problem = body.stripLeading().startsWith("{") ? Json.read(body) : Json.object();
    String said = problem.path("detail").asText(problem.path("title").asText("HTTP " + status));
    var details = new ArrayList<String>();
    JsonNode errors = problem.path("errors");
    if (errors.size() > 1 || (errors.size() == 1 && !said.contains(message(errors.get(0))))) {
      errors.forEach(e -> details.add(e.path("field").asText() + ": " + message(e)));
    }
    if (status >= 500 && problem.hasNonNull("requestId")) {
      details.add("request id " + problem.path("requestId").asText());
    }
    return new Trouble(exit(status), said, details);
  }

  private static String message(JsonNode error) {
    return error.path("message").asText();
  }

  private static Exit exit(int status) {
    return switch (status) {
      case 401, 403, 429, 502, 503, 504 -> Exit.UNREACHABLE;
      case 409, 422 -> Exit.REFUSED;
      default -> Exit.FAILED;
    };
  }
}
