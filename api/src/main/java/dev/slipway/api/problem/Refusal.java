package dev.slipway.api.problem;

import dev.slipway.release.Problem;
import java.util.List;
import java.util.Map;

/**
 * A request that is not carried out, as a value that can be thrown.
 *
 * <p>The detail is shown to the caller as it is: no secrets, no stack, and always the way out.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** More faults than these help nobody, and an answer must not be larger than its request. */
  private static final int SHOWN = 100;

  private final transient Kind kind;
  private final transient List<Problem> errors;
  private final transient Map<String, String> headers;

  private Refusal(Kind kind, String detail, List<Problem> errors, Map<String, String> headers) {
    super(detail, null, false, false);
    this.kind = kind;
    this.errors = List.copyOf(errors);
    this.headers = Map.copyOf(headers);
  }

  public static Refusal of(Kind kind, String detail) {
    return new Refusal(kind, detail, List.of(), Map.of());
  }

  /** A request whose fields are wrong; nothing was started or stored. */
  public static Refusal invalid(List<Problem> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().toString()
            : "%d fields are wrong%s; nothing was started or stored"
                .formatted(errors.size(), errors.size() > SHOWN ? ", the first are shown" : "");
    return new Refusal(Kind.INVALID, detail, errors.stream().limit(SHOWN).toList(), Map.of());
  }

  public static Refusal invalid(String field, String message) {
    return invalid(List.of(new Problem(field, message)));
  }

  public static Refusal notFound(String what) {
    return of(Kind.NOT_FOUND, what);
  }

  public Refusal with(List<Problem> more) {
    return new Refusal(kind, detail(), more, headers);
  }

  public Refusal withHeader(String name, String value) {
    return new Refusal(kind, detail(), errors, Map.of(name, value));
  }

  public Kind kind() {
    return kind;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<Problem> errors() {
    return errors;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
