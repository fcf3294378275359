package dev.slipway.lab.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Answers in a system's place, as a load balancer gives them: words instead of the system's own
 * documents, and the delay in a header only.
 */
final class Refusals {
  private static final String AFTER = "Retry-After: 3\r\n";

  private Refusals() {}

  /**
   * @return whether the connection goes on: always
   */
  static boolean send(Fault fault, String method, OutputStream out) throws IOException {
    String body = fault == Fault.CONFLICT ? conflict() : words(fault) + "\n";
    String type = fault == Fault.CONFLICT ? "application/json" : "text/plain";
    String head =
        "HTTP/1.1 %s %s\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                fault.word(),
                words(fault),
                fault == Fault.TOO_MANY ? AFTER : "",
                type,
                body.length());
    String message = method.equals("HEAD") ? head : head + body;
    out.write(message.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return true;
  }

  private static String words(Fault fault) {
    return switch (fault) {
      case TOO_MANY -> "Too Many Requests";
      case CONFLICT -> "Conflict";
      case OVERLOADED -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }

  /** As the API server words it: clients tell a conflict by its document. */
  private static String conflict() {
    return """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
        "message":"the object has been modified; please apply your changes to the latest version",\
        "reason":"Conflict","code":409}
        """;
  }
}
