package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that calls the API has: the form of the output, and the patience. */
final class Shared {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table or json. Default: ${DEFAULT-VALUE}")
  Form form = Form.table;

  @Option(
      names = "--retry-for",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = Values.OrNone.class,
      description =
          "How long to try again while the API does not answer; 0s for not at all."
              + " Default: ${DEFAULT-VALUE}")
  Duration retryFor = Duration.ZERO;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  Screen screen() {
    return ((SlipwayCli) spec.root().userObject()).screen();
  }

  Api api() {
    return ((SlipwayCli) spec.root().userObject()).api(retryFor);
  }

  boolean json() {
    return form == Form.json;
  }

  /** Prints an answer as it came, or as a person reads it. */
  void show(JsonNode answer, Function<JsonNode, String> words) {
    screen().show(json(), answer, words);
  }

  void note(String words) {
    screen().err().println(words);
    screen().err().flush();
  }
}
