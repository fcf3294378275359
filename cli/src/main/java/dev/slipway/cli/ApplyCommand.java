package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers documents. */
@Command(
    name = "apply",
    description = "Register documents, all or none. Never deletes, unless --prune asks for it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ApplyCommand implements Callable<Integer> {
  @Mixin Shared shared = new Shared();
  @Mixin Keyed keyed = new Keyed();
  @Mixin Files files = new Files();

  @Option(
      names = "--prune",
      description =
          "Withdraw documents of the given kinds that are not in the files; refused while open runs"
              + " need them.")
  boolean prune;

  @Override
  public Integer call() {
    Places sent = files.checked();
    String path = "/api/v1/documents" + (prune ? "?prune=true" : "");
    JsonNode done =
        sent.naming(() -> shared.api().json(Request.postYaml(path, sent.text(), keyed.key())));
    shared.show(done, ApplyCommand::words);
    return Exit.SUCCEEDED.code();
  }

  private static String words(JsonNode done) {
    var text = new StringBuilder();
    done.path("applied")
        .forEach(
            one ->
                text.append(
                    "%s/%s %s (revision %s)%n"
                        .formatted(
                            one.path("kind").asText(),
                            one.path("name").asText(),
                            one.path("change").asText(),
                            one.path("revision").asText())));
    done.path("withdrawn").forEach(one -> text.append("%s withdrawn%n".formatted(one.asText())));
    return text.toString();
  }
}
