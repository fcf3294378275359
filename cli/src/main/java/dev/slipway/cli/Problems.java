package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Turns a problem of the API into words and an exit code. */
final class Problems {
  private static final List<String> NO_TOKEN =
      List.of(
          "export SLIPWAY_TOKEN_FILE=FILE, or keep it: slipway context set --token-file FILE",
          "an admin makes one: slipway token create OWNER --role ROLE --out FILE");

  private Problems() {}

  static Trouble read(int status, String body, Target target) {
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
    if (status == 401 && target.token() == null) {
      return new Trouble(
          exit(status),
          "no token is set, and the API at %s wants one".formatted(target.server()),
          NO_TOKEN);
    }
    if (status == 401) {
      details.add(
          "look at SLIPWAY_TOKEN, SLIPWAY_TOKEN_FILE and slipway context show; slipway doctor tells who you are");
    }
    return new Trouble(exit(status), said, details);
  }

  private static String message(JsonNode error) {
    return error.path("message").asText();
  }

  private static Exit exit(int status) {
    return switch (status) {
      case 429, 502, 503, 504 -> Exit.UNREACHABLE;
      default -> status >= 400 && status < 500 ? Exit.REFUSED : Exit.FAILED;
    };
  }
}
