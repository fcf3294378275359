package dev.slipway.practice.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.api.ApiReply;
import dev.slipway.practice.api.ApiRequest;
import dev.slipway.practice.world.Image;
import dev.slipway.practice.world.Images;
import dev.slipway.practice.world.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OCI distribution protocol for readers: manifests, config blobs, tags, and who may read. */
public final class Registry {
  private static final Pattern PATH = Pattern.compile("/v2/(.+)/(manifests|blobs|tags)/([^/]+)");

  private final Images images;
  private final Supplier<URI> address;
  private volatile Door door = new Door.Open();

  /** Who may come in. */
  public sealed interface Door {
    /** Everybody. */
    record Open() implements Door {}

    /** Who shows this name and password. */
    record Basic(String user, String password) implements Door {}

    /** Who shows a token, which the token endpoint gives for this name and password. */
    record Bearer(String user, String password) implements Door {}
  }

  public Registry(Images images, Supplier<URI> address) {
    this.images = images;
    this.address = address;
  }

  public void door(Door newDoor) {
    door = newDoor;
  }

  /** Answers any request. */
  public ApiReply handle(ApiRequest request) {
    if (request.path().equals("/token")) {
      return token(request);
    }
    Matcher path = PATH.matcher(request.path());
    boolean found = path.matches();
    Optional<ApiReply> shut = shut(request, found ? path.group(1) : "");
    if (shut.isPresent()) {
      return shut.get();
    }
    if (request.path().equals("/v2/") || request.path().equals("/v2")) {
      return ApiReply.json(200, Json.object())
          .with("Docker-Distribution-Api-Version", "registry/2.0");
    }
    if (!found) {
      return error(404, "NOT_FOUND", "no such path");
    }
    return switch (path.group(2)) {
      case "manifests" -> manifest(path.group(1), path.group(3));
      case "blobs" -> blob(path.group(1), path.group(3));
      default -> tags(path.group(1));
    };
  }

  private ApiReply manifest(String repository, String reference) {
    return images
        .find(repository, reference)
        .map(
            image ->
                ApiReply.text(200, Images.MANIFEST_TYPE, image.manifest())
                    .with("Docker-Content-Digest", image.digest())
                    .with("ETag", "\"" + image.digest() + "\""))
        .orElseGet(
            () ->
                images.has(repository)
                    ? error(404, "MANIFEST_UNKNOWN", "manifest unknown")
                    : error(404, "NAME_UNKNOWN", "repository name not known to registry"));
  }

  private ApiReply blob(String repository, String digest) {
    return images
        .byConfig(repository, digest)
        .map(Image::config)
        .map(
            config ->
                ApiReply.text(200, "application/octet-stream", config)
                    .with("Docker-Content-Digest", digest))
        .orElseGet(() -> error(404, "BLOB_UNKNOWN", "blob unknown to registry"));
  }

  private ApiReply tags(String repository) {
    if (!images.has(repository)) {
      return error(404, "NAME_UNKNOWN", "repository name not known to registry");
    }
    ObjectNode body = Json.object().put("name", repository);
    images.tags(repository).forEach(Json.list(body, "tags")::add);
    return ApiReply.json(200, body);
  }

  private Optional<ApiReply> shut(ApiRequest request, String repository) {
    String shown = request.header("authorization");
    return switch (door) {
      case Door.Open open -> Optional.empty();
      case Door.Basic basic -> {
        boolean right = shown.equals(basic(basic.user(), basic.password()));
        yield right ? Optional.empty() : Optional.of(unauthorized("Basic realm=\"practice\""));
      }
      case Door.Bearer bearer -> {
        boolean right = shown.equals("Bearer " + token(bearer));
        yield right ? Optional.empty() : Optional.of(unauthorized(challenge(repository)));
      }
    };
  }

  private String challenge(String repository) {
    String scope = repository.isEmpty() ? "" : ",scope=\"repository:" + repository + ":pull\"";
    return "Bearer realm=\"%s/token\",service=\"practice\"%s".formatted(address.get(), scope);
  }

  private ApiReply token(ApiRequest request) {
    if (door instanceof Door.Bearer bearer
        && request.header("authorization").equals(basic(bearer.user(), bearer.password()))) {
      String token = token(bearer);
      ObjectNode body = Json.object().put("token", token).put("access_token", token);
      return ApiReply.json(200, body.put("expires_in", 300));
    }
    return unauthorized("Basic realm=\"practice\"");
  }

  private static String token(Door.Bearer bearer) {
    return "practice-" + Integer.toHexString(bearer.hashCode());
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static ApiReply unauthorized(String challenge) {
    return error(401, "UNAUTHORIZED", "authentication required")
        .with("WWW-Authenticate", challenge);
  }

  private static ApiReply error(int status, String code, String message) {
    ObjectNode body = Json.object();
    Json.list(body, "errors").addObject().put("code", code).put("message", message);
    return ApiReply.json(status, body);
  }
}
