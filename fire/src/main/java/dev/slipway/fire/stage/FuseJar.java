package dev.slipway.fire.stage;

import dev.slipway.fire.fuse.Fuse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packs the classes of the fuse, for the class path of another process. */
final class FuseJar {
  private static final String PACKAGE = Fuse.class.getPackageName().replace('.', '/');
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spring.factories", "META-INF/spring.factories",
          "http-client-factory",
              "META-INF/services/io.fabric8.kubernetes.client.http.HttpClient$Factory");

  private FuseJar() {}

  static Path pack(Path jar) {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      URI home = Objects.requireNonNull(Fuse.class.getResource("Fuse.class")).toURI();
      if (home.getScheme().equals("file")) {
        copy(Path.of(home).getParent(), out);
      } else {
        copyOutOfJar(home, out);
      }
      for (var setting : SETTINGS.entrySet()) {
        try (InputStream in = FuseJar.class.getResourceAsStream("/fuse/" + setting.getKey())) {
          put(out, setting.getValue(), Objects.requireNonNull(in).readAllBytes());
        }
      }
      return jar;
    } catch (IOException | URISyntaxException e) {
      throw new FireFailure("the fuse cannot be packed into " + jar, e);
    }
  }

  /** {@code jar:nested:/path/app.jar/!BOOT-INF/classes/!/dev/…}, as Spring Boot names it. */
  private static void copyOutOfJar(URI home, JarOutputStream out) throws IOException {
    String text = home.toString();
    Path jar = Path.of(text.substring(text.indexOf('/'), text.indexOf(".jar") + 4));
    try (FileSystem content = FileSystems.newFileSystem(jar, Map.of())) {
      for (String root : List.of("BOOT-INF/classes/", "")) {
        Path inside = content.getPath(root + PACKAGE);
        if (Files.isDirectory(inside)) {
          copy(inside, out);
          return;
        }
      }
    }
    throw new IOException("no classes of the fuse in " + jar);
  }

  private static void copy(Path from, JarOutputStream out) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        put(out, PACKAGE + "/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }
}
