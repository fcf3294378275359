package dev.slipway.lab.witness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The API server's audit log from one moment on. An entry is in the file before the writer has its
 * answer; the log of a killed API server may lack what was under way.
 */
public final class AuditTail {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

  private final Path file;
  private final Object inode;
  private final long from;

  private AuditTail(Path file, Object inode, long from) {
    this.file = file;
    this.inode = inode;
    this.from = from;
  }

  /** Begins at the present end of the file. */
  public static AuditTail begin(Path file) {
    try {
      return new AuditTail(file, inode(file), Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the audit log " + file + " cannot be read", e);
    }
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  /**
   * Versions of one namespace's objects that successful writes left behind, with their authors.
   * Trials (dry runs) and sub-resources are none.
   *
   * @param resources plural names
   */
  public List<ObjectVersion> versions(String namespace, Set<String> resources) {
    List<ObjectVersion> versions = new ArrayList<>();
    entries(
        namespace,
        entry -> {
          JsonNode target = entry.path("objectRef");
          if (resources.contains(target.path("resource").asText())
              && target.path("subresource").asText("").isEmpty()
              && !entry.path("requestURI").asText().contains("dryRun=")
              && entry.path("responseStatus").path("code").asInt() < 300
              && entry.path("responseObject").path("metadata").has("resourceVersion")) {
            versions.add(version(entry));
          }
        });
    return versions;
  }

  private static ObjectVersion version(JsonNode entry) {
    JsonNode target = entry.path("objectRef");
    JsonNode after = entry.path("responseObject");
    return new ObjectVersion(
        target.path("resource").asText() + "/" + after.path("metadata").path("name").asText(),
        after.path("metadata").path("resourceVersion").asLong(),
        entry.path("user").path("username").asText(),
        after);
  }

  /**
   * Every write of one user in one namespace, refused ones included: {@code patch deployments/web
   * 200}.
   */
  public List<String> writesOf(String user, String namespace) {
    List<String> writes = new ArrayList<>();
    entries(
        namespace,
        entry -> {
          if (entry.path("user").path("username").asText().equals(user)) {
            JsonNode target = entry.path("objectRef");
            writes.add(
                "%s %s/%s %d"
                    .formatted(
                        entry.path("verb").asText(),
                        target.path("resource").asText(),
                        target.path("name").asText(),
                        entry.path("responseStatus").path("code").asInt()));
          }
        });
    return writes;
  }

  private void entries(String namespace, Consumer<JsonNode> each) {
    String mark = "\"namespace\":\"" + namespace + "\"";
    try {
      for (Path part : parts()) {
        try (BufferedReader lines = open(part)) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            // a line under way ends without its brace; it belongs to a later answer
            if (line.contains(mark) && line.endsWith("}")) {
              JsonNode entry = JSON.readTree(line);
              // a question about a namespace names it too, and is no write in it
              if (WRITES.contains(entry.path("verb").asText())
                  && entry.path("objectRef").path("namespace").asText().equals(namespace)) {
                each.accept(entry);
              }
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the audit log " + file + " cannot be read", e);
    }
  }

  private BufferedReader open(Path part) throws IOException {
    FileInputStream in = new FileInputStream(part.toFile());
    if (inode(part).equals(inode)) {
      in.skipNBytes(Math.min(from, Files.size(part)));
    }
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** The file we began in, under the name it has now, and every younger one. */
  private List<Path> parts() throws IOException {
    try (Stream<Path> all = Files.list(file.toAbsolutePath().getParent())) {
      List<Path> older =
          all.filter(one -> one.getFileName().toString().matches("audit-.*\\.log"))
              .sorted()
              .toList();
      List<Path> parts = new ArrayList<>(older);
      parts.add(file);
      for (int i = 0; i < parts.size(); i++) {
        if (inode(parts.get(i)).equals(inode)) {
          return parts.subList(i, parts.size());
        }
      }
      return parts;
    }
  }
}
