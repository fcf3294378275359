package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at registered documents. */
@Command(
    name = "document",
    description = "List and show registered documents.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {DocumentCommands.ListAll.class, DocumentCommands.Show.class})
final class DocumentCommands implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw Group.needsWord(spec);
  }

  /** Lists documents. */
  @Command(
      name = "list",
      description = "List documents with their present revisions.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListAll implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Override
    public Integer call() {
      shared.show(shared.api().json(Request.get("/api/v1/documents")), ListAll::words);
      return Exit.SUCCEEDED.code();
    }

    private static String words(JsonNode documents) {
      var table = new Table("KIND", "NAME", "REVISION", "BY", "AT");
      documents.forEach(
          d ->
              table.row(
                  d.path("kind").asText(),
                  d.path("name").asText(),
                  d.path("revision").asText(),
                  d.path("appliedBy").asText(),
                  d.path("appliedAt").asText()));
      return documents.isEmpty() ? "no documents; register some by slipway apply" : table.text();
    }
  }

  /** Shows one document. */
  @Command(
      name = "show",
      description = "Print one document as its author wrote it.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Show implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Parameters(paramLabel = "KIND/NAME", description = "e.g. Service/backend")
    String document = "";

    @Option(
        names = "--revision",
        paramLabel = "N",
        description = "An older revision; the present one if absent.")
    @Nullable Long revision;

    @Override
    public Integer call() {
      String[] parts = document.split("/", 2);
      if (parts.length < 2) {
        throw new Trouble(
            Exit.USAGE, "'%s' is not KIND/NAME, e.g. Service/backend".formatted(document));
      }
      String path =
          new Query("/api/v1/documents/" + Query.part(parts[0]) + "/" + Query.part(parts[1]))
              .with("revision", revision == null ? null : revision.toString())
              .text();
      shared.show(shared.api().json(Request.get(path)), d -> d.path("yaml").asText());
      return Exit.SUCCEEDED.code();
    }
  }
}
