package dev.slipway.practice.world;

/** The API says no: with the code, the reason and the message that a real API server would give. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;

  public Refused(int code, String reason, String message) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  public static Refused notFound(Kind kind, String name) {
    return new Refused(404, "NotFound", "%s \"%s\" not found".formatted(kind.qualified(), name));
  }

  public static Refused exists(Kind kind, String name) {
    String message = "%s \"%s\" already exists".formatted(kind.qualified(), name);
    return new Refused(409, "AlreadyExists", message);
  }

  public static Refused conflict(Kind kind, String name) {
    return new Refused(
        409,
        "Conflict",
        ("Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply"
                + " your changes to the latest version and try again")
            .formatted(kind.qualified(), name));
  }

  public static Refused invalid(Kind kind, String name, String why) {
    String title = kind.group().isEmpty() ? kind.name() : kind.name() + "." + kind.group();
    return new Refused(422, "Invalid", "%s \"%s\" is invalid: %s".formatted(title, name, why));
  }

  public static Refused bad(String message) {
    return new Refused(400, "BadRequest", message);
  }

  public static Refused forbidden(Kind kind, String name, String why) {
    return new Refused(
        403, "Forbidden", "%s \"%s\" is forbidden: %s".formatted(kind.qualified(), name, why));
  }
}
