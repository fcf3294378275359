package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command has that calls nobody. */
final class Offline {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table or json. Default: ${DEFAULT-VALUE}")
  Form form = Form.table;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  Screen screen() {
    return ((SlipwayCli) spec.root().userObject()).screen();
  }

  boolean json() {
    return form == Form.json;
  }

  void show(JsonNode answer, Function<JsonNode, String> words) {
    screen().show(json(), answer, words);
  }
}
