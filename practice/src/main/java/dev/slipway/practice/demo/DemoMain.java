package dev.slipway.practice.demo;

import java.io.IOException;
import java.nio.file.Path;

/** Entry of {@code ./slipway demo}. Exit code 0 when every release ended as told. */
public final class DemoMain {
  private DemoMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
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
    Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "stop-demo"));
    int exit = 1;
    try {
      stage.open();
      exit = new Story(stage, options).tell() ? 0 : 1;
    } catch (DemoFailure failure) {
      System.err.println("demo: " + failure.getMessage());
    }
    System.exit(exit);
  }
}
