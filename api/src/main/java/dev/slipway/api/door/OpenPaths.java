package dev.slipway.api.door;

/**
 * The few places that answer without a token: liveness, readiness and the API's own description.
 */
final class OpenPaths {
  private OpenPaths() {}

  static boolean contains(String path) {
    return path.equals("/livez")
        || path.equals("/readyz")
        || path.equals("/api/v1/openapi")
        || path.startsWith("/api/v1/openapi/")
        || path.equals("/api/v1/openapi.yaml")
        || path.equals("/api/v1/docs")
        || path.startsWith("/api/v1/swagger-ui/");
  }
}
