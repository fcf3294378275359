package dev.slipway.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An authority like the lab's, made once for a test's folder. */
final class TestAuthority {
  private static final String WORDS =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
          + " -subj /CN=test -addext basicConstraints=critical,CA:TRUE";

  private TestAuthority() {}

  static Certificates in(Path folder) throws Exception {
    Path key = folder.resolve("ca.key");
    if (!Files.exists(key)) {
      List<String> command = new ArrayList<>(Arrays.asList(WORDS.split(" ", -1)));
      command.addAll(
          List.of("-keyout", key.toString(), "-out", folder.resolve("ca.crt").toString()));
      Process made =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(made.waitFor()).isZero();
    }
    return new Certificates(folder, folder);
  }
}
