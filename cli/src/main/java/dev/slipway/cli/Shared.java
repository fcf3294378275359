package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: the form of the output, and the way to the API. */
final class Shared {
  /** Forms of output. */
  enum Form {
    table,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table or json. Default: ${DEFAULT-VALUE}")
  Form form = Form.table;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "Idempotency key of the request: the same key is the same request, however often it is"
              + " sent. Made by chance if absent.")
  @Nullable String key;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  Screen screen() {
    return ((SlipwayCli) spec.root().userObject()).screen();
  }

  Api api() {
    return ((SlipwayCli) spec.root().userObject()).api();
  }

  String key() {
    if (key == null) {
      key = UUID.randomUUID().toString();
    }
    return key;
  }

  boolean json() {
    return form == Form.json;
  }

  /** Prints an answer as it came, or as a person reads it. */
  void show(JsonNode answer, Function<JsonNode, String> words) {
    String text = json() ? Json.pretty(answer) : words.apply(answer);
    screen().out().println(text.stripTrailing());
    screen().out().flush();
  }

  void note(String words) {
    screen().err().println(words);
    screen().err().flush();
  }

  /**
   * @param text such as {@code 90s}, {@code 15m}, {@code 2h} or {@code PT1H30M}
   */
  static Duration duration(String text) {
    String iso = text.toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
    } catch (java.time.format.DateTimeParseException wrong) {
      throw new Trouble(
          Exit.USAGE, "'%s' is not a duration such as 90s, 15m or 2h".formatted(text));
    }
  }
}
