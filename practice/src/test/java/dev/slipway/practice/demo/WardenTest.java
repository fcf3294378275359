package dev.slipway.practice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WardenTest {
  @TempDir Path folder;

  private final Process left = sleeper();
  private final Process kept = sleeper();

  private static Process sleeper() {
    try {
      return new ProcessBuilder("sleep", "600").start();
    } catch (java.io.IOException absent) {
      throw new java.io.UncheckedIOException(absent);
    }
  }

  @AfterEach
  void end() {
    left.destroyForcibly();
    kept.destroyForcibly();
  }

  @Test
  void endsWhatIsStillWatchedWhenItsPipeCloses() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    try (var warden = new Warden(home)) {
      warden.watch(left.pid());
      warden.watch(kept.pid());
      warden.forget(kept.pid());
    }
    assertThat(left.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(kept.isAlive()).isTrue();
    Waiting.until(
        "the folder is gone", Supervisor.PAUSE.multipliedBy(5), () -> !Files.exists(home));
  }

  @Test
  void endsNothingWhenTheDemoLeavesInOrder() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    try (var warden = new Warden(home)) {
      warden.watch(left.pid());
      warden.leave();
    }
    assertThat(left.waitFor(2, TimeUnit.SECONDS)).isFalse();
    assertThat(home).exists();
  }

  @Test
  void startsADeadProgramAgainUntilTheDemoEnds() throws Exception {
    var over = new CountDownLatch(1);
    try (var warden = new Warden(Files.createDirectory(folder.resolve("home")))) {
      var program = new Program("sleeper", folder, List.of("sleep", "600"), warden);
      program.start();
      long first = program.pid();
      Thread watching = Thread.ofVirtual().start(new Supervisor(List.of(program), over)::watch);
      boolean unused = ProcessHandle.of(first).orElseThrow().destroyForcibly();
      Waiting.until("another one", Supervisor.PAUSE.multipliedBy(5), () -> program.pid() != first);
      assertThat(program.isAlive()).isTrue();
      assertThat(Files.readString(program.pidFile()).strip()).isEqualTo("" + program.pid());
      over.countDown();
      program.stop();
      watching.join(10_000);
      assertThat(watching.isAlive()).isFalse();
      assertThat(program.isAlive()).isFalse();
    }
  }

  @Test
  void missesNobodyWhomTheStoryKilled() throws Exception {
    try (var warden = new Warden(Files.createDirectory(folder.resolve("home")))) {
      var program = new Program("sleeper", folder, List.of("sleep", "600"), warden);
      assertThat(program.hasDied()).isFalse();
      program.start();
      program.kill();
      assertThat(program.isAlive()).isFalse();
      assertThat(program.hasDied()).isFalse();
      program.start();
      assertThat(program.isAlive()).isTrue();
      program.stop();
      assertThat(program.hasDied()).isFalse();
    }
  }
}
