package dev.slipway.lab.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLogTest {
  @TempDir Path folder;
  private final Timetable timer = new Timetable();
  private ContainerLog log;

  @BeforeEach
  void write() {
    log = new ContainerLog(folder, "api");
    log.append(0, "first run");
    log.append(1, "second run begins");
    log.append(1, "second run goes on");
  }

  @AfterEach
  void close() {
    timer.close();
  }

  @Test
  void showsTheNewestRun() throws IOException, InterruptedException {
    assertThat(read("")).isEqualTo("second run begins\nsecond run goes on\n");
  }

  @Test
  void showsThePreviousRunWhenAsked() throws IOException, InterruptedException {
    assertThat(read("previous=true")).isEqualTo("first run\n");
  }

  @Test
  void showsTheLastLinesOnly() throws IOException, InterruptedException {
    assertThat(read("tailLines=1")).isEqualTo("second run goes on\n");
  }

  @Test
  void showsNothingOlderThanAsked() throws IOException, InterruptedException {
    assertThat(read("sinceTime=2999-01-01T00:00:00Z")).isEmpty();
  }

  @Test
  void keepsTheTimeBeforeEachLineWhenAsked() throws IOException, InterruptedException {
    assertThat(read("timestamps=true").lines())
        .allMatch(line -> line.matches("\\d{4}-.*Z second run.*"));
  }

  @Test
  void showsNothingOfAContainerThatNeverSpoke() throws IOException, InterruptedException {
    log = new ContainerLog(folder, "silent");
    assertThat(read("")).isEmpty();
  }

  @Test
  void endsAFollowedLogWithItsLastWords() throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    LogRequest.of("follow=true").copy(log, out, timer, this::saysTheLastWord);

    assertThat(out.toString(UTF_8)).endsWith("last word\n");
  }

  private boolean saysTheLastWord() {
    log.append(1, "last word");
    return false;
  }

  private String read(String query) throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogRequest.of(query).copy(log, out, timer, () -> false);
    return out.toString(UTF_8);
  }
}
