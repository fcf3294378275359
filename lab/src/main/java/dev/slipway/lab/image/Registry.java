package dev.slipway.lab.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** The HTTP side of one registry: the OCI distribution protocol, version 2. */
final class Registry {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String ACCEPTED =
      MANIFEST
          + ", "
          + INDEX
          + ", application/vnd.docker.distribution.manifest.v2+json"
          + ", application/vnd.docker.distribution.manifest.list.v2+json";

  /** Tells the lab's own requests from those of whoever is tested, in the registry's log. */
  private static final String NAME = "slipway-lab";

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
  private final String host;
  private final Login login;

  Registry(String host, Login login) {
    this.host = host;
    this.login = login;
  }

  /** The address of a thing in the registry; names in the lab's own range speak plain HTTP. */
  URI uri(String repository, String rest) {
    String scheme =
        host.startsWith("10.") || host.startsWith("127.") || host.startsWith("localhost")
            ? "http"
            : "https";
    return URI.create(scheme + "://" + host + "/v2/" + repository + "/" + rest);
  }

  HttpResponse<byte[]> manifest(String repository, String version)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(repository, "manifests/" + version)).header("Accept", ACCEPTED));
  }

  HttpResponse<byte[]> blob(String repository, String digest)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(repository, "blobs/" + digest)));
  }

  boolean hasBlob(String repository, String digest) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(repository, "blobs/" + digest)).HEAD()).statusCode()
        == 200;
  }

  /**
   * Uploads a blob in one piece and returns its digest; one that is there already is left alone.
   */
  String putBlob(String repository, byte[] content) throws IOException, InterruptedException {
    String digest = digest(content);
    if (hasBlob(repository, digest)) {
      return digest;
    }
    HttpResponse<byte[]> opened =
        send(
            HttpRequest.newBuilder(uri(repository, "blobs/uploads/"))
                .POST(BodyPublishers.noBody()));
    URI place = uri(repository, "").resolve(location(expect(opened, 202)));
    URI commit = URI.create(place + (place.getQuery() == null ? "?" : "&") + "digest=" + digest);
    expect(
        send(
            HttpRequest.newBuilder(commit)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content))),
        201);
    return digest;
  }

  String putManifest(String repository, String tag, byte[] manifest)
      throws IOException, InterruptedException {
    expect(
        send(
            HttpRequest.newBuilder(uri(repository, "manifests/" + tag))
                .header("Content-Type", MANIFEST)
                .PUT(BodyPublishers.ofByteArray(manifest))),
        201);
    return digest(manifest);
  }

  void deleteBlob(String repository, String digest) throws IOException, InterruptedException {
    expect(send(HttpRequest.newBuilder(uri(repository, "blobs/" + digest)).DELETE()), 202);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (!login.isNobody()) {
      request.header("Authorization", login.header());
    }
    request.header("User-Agent", NAME);
    return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofByteArray());
  }

  private static String location(HttpResponse<?> response) throws IOException {
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(
            () -> new IOException(response.uri() + " opened an upload without a Location"));
  }

  private static HttpResponse<byte[]> expect(HttpResponse<byte[]> response, int status)
      throws IOException {
    if (response.statusCode() != status) {
      throw new IOException(
          response.uri() + " answered " + response.statusCode() + " instead of " + status);
    }
    return response;
  }

  static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
