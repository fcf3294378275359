package dev.slipway.practice.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Entry of {@code ./slipway demo}. Exit code 0 when every release ended as told. */
public final class DemoMain {
  private DemoMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    DemoOptions options;
    try {
      options = DemoOptions.parse(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.println(DemoOptions.USAGE);
      return;
    }
    Path root = Path.of(System.getProperty("slipway.root", ".")).toAbsolutePath();
    var stage = new Stage(root, options);
    var ended = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stage, ended.get()), "stop-demo"));
    int exit = play(stage, options);
    ended.set(true);
    System.exit(exit);
  }

  private static int play(Stage stage, DemoOptions options) throws InterruptedException {
    try {
      stage.open();
      if (new Story(stage, options).tell()) {
        return 0;
      }
      stage.keepLogs();
    } catch (IOException | DemoFailure failure) {
      // Ctrl-C ends the children too, perhaps sooner than us; then their silence is no news
      if (!stage.isOver(Duration.ofSeconds(1))) {
        System.err.println("demo: " + failure.getMessage());
        stage.keepLogs();
        if (options.unattended()) {
          // whoever reads the last line by program must find JSON there also on the worst day
          System.out.println(
              new ObjectMapper().createObjectNode().put("failure", failure.getMessage()));
        }
      }
    }
    return 1;
  }

  private static void stop(Stage stage, boolean ended) {
    if (!ended) {
      System.err.println("\ndemo: ending; all that was started is stopped and removed");
    }
    stage.close();
  }
}
