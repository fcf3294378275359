package dev.slipway.fire.stage;

import dev.slipway.fire.fuse.Fuse;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
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
      URL home = Objects.requireNonNull(Fuse.class.getResource("Fuse.class"));
      if (home.openConnection() instanceof JarURLConnection packed) {
        copy(packed.getJarFile(), out);
      } else {
        copy(Path.of(home.toURI()).getParent(), out);
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

  /** The jar is shared with the class loader, so it stays open; it may lie within another. */
  private static void copy(JarFile from, JarOutputStream out) throws IOException {
    for (JarEntry entry : Collections.list(from.entries())) {
      if (entry.getName().startsWith(PACKAGE + "/") && !entry.isDirectory()) {
        try (InputStream in = from.getInputStream(entry)) {
          put(out, entry.getName(), in.readAllBytes());
        }
      }
    }
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
