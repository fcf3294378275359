package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Screen.Paint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares files with what is registered. */
@Command(
    name = "diff",
    description = "Show what apply would change; stores nothing.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DiffCommand implements Callable<Integer> {
  @Mixin Shared shared = new Shared();
  @Mixin Files files = new Files();

  @Override
  public Integer call() {
    Places sent = files.checked();
    JsonNode diff =
        sent.naming(
            () -> shared.api().json(Request.lookYaml("/api/v1/documents/diff", sent.text())));
    shared.show(diff, this::words);
    return Exit.SUCCEEDED.code();
  }

  private String words(JsonNode diff) {
    var text = new StringBuilder();
    for (JsonNode document : diff) {
      text.append(
          "%s/%s: %s%n"
              .formatted(
                  document.path("kind").asText(),
                  document.path("name").asText(),
                  document.path("revision").asLong() == 0
                      ? "new"
                      : document.path("changes").isEmpty() ? "as registered" : "changes"));
      document
          .path("changes")
          .forEach(change -> text.append("  ").append(painted(change.asText())).append('\n'));
    }
    return text.toString();
  }

  private String painted(String change) {
    Paint paint =
        switch (change.charAt(0)) {
          case '+' -> Paint.GOOD;
          case '-' -> Paint.BAD;
          default -> Paint.WAITING;
        };
    return shared.screen().paint(paint, change);
  }
}
