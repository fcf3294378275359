package dev.slipway.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An authority like the lab's, made once for a test's folder. */
final class TestAuthority {
  private TestAuthority() {}

  static Certificates in(Path folder) throws Exception {
    Path key = folder.resolve("ca.key");
    if (!Files.exists(key)) {
      Process made =
          new ProcessBuilder(
                  List.of(
                      "openssl",
                      "req",
                      "-x509",
                      "-newkey",
                      "ec",
                      "-pkeyopt",
                      "ec_paramgen_curve:prime256v1",
                      "-nodes",
                      "-days",
                      "2",
                      "-subj",
                      "/CN=test",
                      "-addext",
                      "basicConstraints=critical,CA:TRUE",
                      "-keyout",
                      key.toString(),
                      "-out",
                      folder.resolve("ca.crt").toString()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(made.waitFor()).isZero();
    }
    return new Certificates(folder, folder);
  }
}
