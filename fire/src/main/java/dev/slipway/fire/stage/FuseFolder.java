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
import java.util.stream.Stream;

/** Lays the classes of the fuse into a folder, for the class path of another process. */
final class FuseFolder {
  private static final String PACKAGE = Fuse.class.getPackageName().replace('.', '/');

  private FuseFolder() {}

  static Path lay(Path folder) {
    try {
      Path classes = Files.createDirectories(folder.resolve(PACKAGE));
      URI home = Objects.requireNonNull(Fuse.class.getResource("Fuse.class")).toURI();
      if (home.getScheme().equals("file")) {
        copy(Path.of(home).getParent(), classes);
      } else {
        copyOutOfJar(home, classes);
      }
      resource("spring.factories", folder.resolve("META-INF/spring.factories"));
      resource(
          "http-client-factory",
          folder.resolve("META-INF/services/io.fabric8.kubernetes.client.http.HttpClient$Factory"));
      return folder;
    } catch (IOException | URISyntaxException e) {
      throw new FireFailure("the fuse cannot be laid into " + folder, e);
    }
  }

  /** {@code jar:nested:/path/app.jar/!BOOT-INF/classes/!/dev/…}, as Spring Boot names it. */
  private static void copyOutOfJar(URI home, Path classes) throws IOException {
    String text = home.toString();
    Path jar = Path.of(text.substring(text.indexOf('/'), text.indexOf(".jar") + 4));
    try (FileSystem content = FileSystems.newFileSystem(jar, Map.of())) {
      for (String root : List.of("BOOT-INF/classes/", "")) {
        Path inside = content.getPath(root + PACKAGE);
        if (Files.isDirectory(inside)) {
          copy(inside, classes);
          return;
        }
      }
    }
    throw new IOException("no classes of the fuse in " + jar);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(file.getFileName().toString());
        try (InputStream in = Files.newInputStream(file)) {
          Files.write(target, in.readAllBytes());
        }
      }
    }
  }

  private static void resource(String name, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (InputStream in = FuseFolder.class.getResourceAsStream("/fuse/" + name)) {
      Files.write(to, Objects.requireNonNull(in).readAllBytes());
    }
  }
}
