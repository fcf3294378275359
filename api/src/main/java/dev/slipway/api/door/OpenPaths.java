package dev.slipway.api.door;

/**
 * The few places that answer without a token: liveness, readiness and the API's own description.
 */
final class OpenPaths {
  private OpenPaths() {}

  static boolean contains(String path) {
    return isPlain(path) && isOpen(path);
  }

  /** What a server may read in another way than it is written is not open, wherever it begins. */
  private static boolean isPlain(String path) {
    return !path.contains("..")
        && !path.contains("//")
        && path.chars().noneMatch(c -> c == ';' || c == '%' || c == '\\');
  }

  private static boolean isOpen(String path) {
    return path.equals("/livez")
        || path.equals("/readyz")
        || path.equals("/api/v1/openapi")
        || path.startsWith("/api/v1/openapi/")
        || path.equals("/api/v1/openapi.yaml")
        || path.equals("/api/v1/docs")
        || path.startsWith("/api/v1/swagger-ui/");
  }
}
