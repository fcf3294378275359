package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
}
