package dev.slipway.kubernetes;

import java.util.List;
import java.util.regex.Pattern;

/** Tells a registry that refuses from a registry that does not serve. */
final class PullTrouble {
  private static final List<String> WAITING =
      List.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");

  private static final Pattern NOT_SERVING =
      Pattern.compile(
          "timed? ?out|timeout|deadline exceeded|connection (refused|reset)|no such host|server misbehaving"
              + "|toomanyrequests|too many requests|rate limit|tls handshake|unexpected eof|i/o"
              + "|no route to host|network is unreachable|temporarily|registryunavailable"
              + "|status( code)?:? \"?5\\d\\d|\\b5\\d\\d (internal|bad gateway|service|gateway)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern REFUSED =
      Pattern.compile(
          "not found|manifest unknown|name unknown|unauthorized|denied|forbidden|authentication required"
              + "|no basic auth|does not exist|invalid reference|couldn't parse|no match for platform"
              + "|signature",
          Pattern.CASE_INSENSITIVE);

  private PullTrouble() {}

  static boolean isPull(String waitingReason) {
    return WAITING.contains(waitingReason);
  }

  /** The message carries no cause of its own, as "Back-off pulling image" does. */
  static boolean saysNothing(String message) {
    return !NOT_SERVING.matcher(message).find() && !REFUSED.matcher(message).find();
  }

  /** The registry has answered, and its answer will be the same next time. */
  static boolean isFinal(String waitingReason, String message) {
    return switch (waitingReason) {
      case "InvalidImageName", "ErrImageNeverPull", "SignatureValidationFailed" -> true;
      case "RegistryUnavailable" -> false;
      default -> !NOT_SERVING.matcher(message).find() && REFUSED.matcher(message).find();
    };
  }
}
