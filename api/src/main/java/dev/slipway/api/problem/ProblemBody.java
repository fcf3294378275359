package dev.slipway.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.release.Problem;
import java.util.List;
import java.util.Locale;

/**
 * An RFC 9457 problem.
 *
 * @param type stable URI of the kind of problem
 * @param errors wrong fields with their exact paths; absent when no field is to blame
 * @param requestId names this request in the log of the API
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String requestId,
    List<Problem> errors) {

  /** Media type of every problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  static ProblemBody of(Refusal refusal, String instance, String requestId) {
    Kind kind = refusal.kind();
    return new ProblemBody(
        "urn:slipway:problem:" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        kind.title(),
        kind.status(),
        refusal.detail(),
        instance,
        requestId,
        refusal.errors());
  }
}
