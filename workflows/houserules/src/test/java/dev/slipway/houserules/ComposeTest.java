package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The compose file and the image, as far as a machine without a Docker engine can judge them. */
class ComposeTest {

  private static final Path ROOT = Path.of(System.getProperty("slipway.root"));
  private static final List<String> SECRETS =
      List.of(
          "POSTGRES_PASSWORD",
          "SLIPWAY_OWNER_PASSWORD",
          "SLIPWAY_RUNTIME_PASSWORD",
          "TEMPORAL_DB_PASSWORD");

  private static final String PORT = ":\\d+/";

  record Answer(int code, String text) {}

  @Test
  void composeAcceptsTheFile() throws Exception {
    Answer config = compose(secrets(), "config");

    assertThat(config.code()).as(config.text()).isZero();
    assertThat(config.text())
        .contains("worker:", "api:", "temporal:", "temporal-ui:", "postgresql:")
        .contains("condition: service_healthy")
        .containsPattern("user: ['\"]?1000:1000");
  }

  /** A deploy.restart_policy would take precedence over it, and ends with its last attempt. */
  @Test
  void everyServiceComesBackAfterAReboot() throws Exception {
    Answer config = compose(secrets(), "--profile", "site", "config");

    assertThat(config.code()).as(config.text()).isZero();
    assertThat(config.text()).doesNotContain("restart_policy", "on-failure");
    assertThat(config.text().split("restart: unless-stopped", -1)).hasSize(6 + 1);
  }

  @Test
  void composeRefusesToStartWithoutPasswords() throws Exception {
    for (String secret : SECRETS) {
      Map<String, String> some = secrets();
      some.remove(secret);

      Answer config = compose(some, "config");

      assertThat(config.code()).isNotZero();
      assertThat(config.text()).contains("set " + secret);
    }
  }

  @Test
  void applicationsWaitForHealthAndHaveLimits() throws IOException {
    String file = Files.readString(ROOT.resolve("docker-compose.yml"));

    assertThat(file).contains("read_only: true", "no-new-privileges:true", "cap_drop:");
    assertThat(Pattern.compile("^    image: \\S+:latest$", Pattern.MULTILINE).matcher(file).find())
        .isFalse();
    assertThat(file)
        .doesNotContainPattern("PASSWORD: (?!env:)[A-Za-z0-9]")
        .doesNotContain("0.0.0.0");
  }

  @Test
  void imageIsBuiltInStagesAndRunsWithoutRoot() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("deploy/Dockerfile"));

    assertThat(lines).filteredOn(line -> line.startsWith("FROM ")).hasSize(4);
    assertThat(lines)
        .contains(
            "USER 1000:1000",
            "HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3 \\");
  }

  @Test
  void healthCheckFailsUnlessTheAnswerIsGood() throws Exception {
    for (String command : healthCommands()) {
      assertThat(answerOf(command, 200)).as(command).isZero();
      assertThat(answerOf(command, 204)).as(command).isZero();
      for (int status : List.of(302, 404, 500, 503)) {
        assertThat(answerOf(command, status)).as("%d to %s", status, command).isNotZero();
      }
      String nobody = command.replaceFirst(PORT, ":1/");
      assertThat(run(List.of("sh", "-c", nobody), Map.of()).code()).as(nobody).isNotZero();
    }
  }

  @Test
  void imageAndComposeFileAskTheSame() throws IOException {
    String file = Files.readString(ROOT.resolve("docker-compose.yml"));

    assertThat(healthCommands())
        .hasSize(2)
        .allSatisfy(command -> assertThat(file).contains(command.replace("$'", "$$'")));
  }

  /** Runs the very command of the Dockerfile against a server that answers with a status. */
  private static int answerOf(String command, int status) throws Exception {
    Assumptions.assumeTrue(isInstalled("curl"), "needs curl, as the image has it");
    try (StatusServer server = new StatusServer(status)) {
      String here = command.replaceFirst(PORT, ":" + server.port() + "/");
      return run(List.of("sh", "-c", here), Map.of()).code();
    }
  }

  private static List<String> healthCommands() throws IOException {
    return Files.readAllLines(ROOT.resolve("deploy/Dockerfile")).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("CMD curl"))
        .map(line -> line.substring("CMD ".length()))
        .toList();
  }

  private static Map<String, String> secrets() {
    Map<String, String> secrets = new TreeMap<>();
    SECRETS.forEach(name -> secrets.put(name, "for-this-check-only"));
    return secrets;
  }

  private static Answer compose(Map<String, String> environment, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    if (isInstalled("docker")
        && run(List.of("docker", "compose", "version"), Map.of()).code() == 0) {
      command.addAll(List.of("docker", "compose"));
    } else {
      Assumptions.assumeTrue(
          isInstalled("docker-compose"), "needs `docker compose` or docker-compose");
      command.add("docker-compose");
    }
    command.addAll(List.of("-f", ROOT.resolve("docker-compose.yml").toString()));
    command.addAll(List.of(words));
    return run(command, environment);
  }

  private static boolean isInstalled(String program) {
    try {
      return run(List.of("sh", "-c", "command -v " + program), Map.of()).code() == 0;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("cannot look for " + program, e);
    }
  }

  private static Answer run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(SECRETS);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }
}
