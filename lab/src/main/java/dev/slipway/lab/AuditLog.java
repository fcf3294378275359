package dev.slipway.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The API server's audit log: the independent witness of every write. An entry is in the file
 * before the writer has its answer, so a test needs not wait for it.
 */
public record AuditLog(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> READS = Set.of("get", "list", "watch");

  /**
   * One write as the API server saw it.
   *
   * @param user who wrote, {@code system:serviceaccount:slipway-system:slipway} for Slipway
   * @param verb create, update, patch, delete or deletecollection
   * @param object {@code deployments/api}, with a sub-resource {@code pods/x/status}
   * @param status the HTTP status it was answered with
   * @param request the body sent, missing for secrets
   */
  public record Write(
      Instant at, String user, String verb, String object, int status, JsonNode request) {}

  /** Every write to objects of one namespace, oldest first. */
  public List<Write> writesIn(String namespace) {
    List<Write> writes = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // a line under way ends without its brace; it belongs to a later answer
        if (line.contains("\"namespace\":\"" + namespace + "\"") && line.endsWith("}")) {
          JsonNode entry = JSON.readTree(line);
          if (!READS.contains(entry.path("verb").asText())) {
            writes.add(write(entry));
          }
        }
      }
      return writes;
    } catch (IOException e) {
      throw new UncheckedIOException("the audit log " + file + " cannot be read", e);
    }
  }

  /** Writes of one user in one namespace, oldest first. */
  public List<Write> writesIn(String namespace, String user) {
    return writesIn(namespace).stream().filter(write -> write.user().equals(user)).toList();
  }

  private static Write write(JsonNode entry) {
    JsonNode target = entry.path("objectRef");
    String subresource = target.path("subresource").asText("");
    return new Write(
        Instant.parse(entry.path("requestReceivedTimestamp").asText()),
        entry.path("user").path("username").asText(),
        entry.path("verb").asText(),
        target.path("resource").asText()
            + "/"
            + target.path("name").asText()
            + (subresource.isEmpty() ? "" : "/" + subresource),
        entry.path("responseStatus").path("code").asInt(),
        entry.path("requestObject"));
  }
}
