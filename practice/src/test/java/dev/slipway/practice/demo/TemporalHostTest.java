package dev.slipway.practice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.practice.demo.TemporalHost.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rungs of the ladder that a well-equipped machine never comes to. */
@Timeout(120)
class TemporalHostTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  private Machine machine() throws IOException {
    return new Machine(
        Files.createDirectories(folder.resolve("path")).toString(), folder.resolve("cache"));
  }

  private void script(String place, String text) throws IOException {
    Path file = folder.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private void runsInThisProcess() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    try (var warden = new Warden(home);
        var host = TemporalHost.open(machine(), home, warden, said::add)) {
      assertThat(host.webUi()).isEmpty();
      assertThat(host.programs()).isEmpty();
      assertThat(host.workerArguments()).containsExactly("--slipway.temporal.sticky-timeout=0s");
      assertThat(Ports.answers(port(host))).isTrue();
    }
    assertThat(said.getLast()).contains("in this process", "no Web UI");
  }

  private static int port(TemporalHost host) {
    return Integer.parseInt(host.address().substring(host.address().indexOf(':') + 1));
  }

  @Test
  void runsInThisProcessOnAMachineWithNothing() throws IOException {
    runsInThisProcess();

    assertThat(said).hasSize(1);
  }

  @Test
  void runsInThisProcessWherePipInstallsNothing() throws IOException {
    script("path/python3", "exit 1");

    runsInThisProcess();

    assertThat(said.getFirst()).contains("installing", folder.resolve("cache").toString());
  }

  @Test
  void takesTheNextRungWhenTheServerOfThisMachineDies() throws IOException {
    script("path/temporal", "exit 1");
    script("cache/slipway/temporal-1.9.1/bin/temporal", "exit 1");

    runsInThisProcess();

    assertThat(said)
        .satisfiesExactly(
            first -> assertThat(first).contains("path/temporal", "does not start", "log"),
            second -> assertThat(second).contains("cache/slipway", "does not start"),
            third -> assertThat(third).contains("in this process"));
  }

  @Test
  void triesOtherPortsWhereOneWasTakenMeanwhile() throws IOException {
    script(
        "path/temporal",
        """
        mkdir "$(dirname "$0")/tried" 2>/dev/null && exit 1
        [ "$5" = --port ] && exec python3 -m http.server "$6" --bind 127.0.0.1
        """);

    try (var warden = new Warden(folder);
        var host = TemporalHost.open(machine(), folder, warden, said::add)) {
      assertThat(host.webUi()).isPresent();
      assertThat(host.workerArguments()).isEmpty();
      assertThat(Ports.answers(port(host))).isTrue();
    }
    assertThat(said).singleElement().asString().contains("development server on");
  }

  @Test
  void takesTheGivenAddressAsItIs() throws IOException {
    try (var warden = new Warden(folder.resolve("home"));
        var host = TemporalHost.open("temporal.example.com:7233", folder, warden, said::add)) {
      assertThat(host.address()).isEqualTo("temporal.example.com:7233");
    }
    assertThat(said).containsExactly("Temporal: temporal.example.com:7233 (given)");
  }
}
