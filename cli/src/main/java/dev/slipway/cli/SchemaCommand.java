package dev.slipway.cli;

import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.JsonSchemas;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a schema for editors. */
@Command(
    name = "schema",
    description = "Print the JSON Schema of documents, for editors.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SchemaCommand implements Callable<Integer> {
  @Mixin Offline offline = new Offline();

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = "Service or Environment; any of them if absent.")
  @Nullable String kind;

  @Override
  public Integer call() {
    offline
        .screen()
        .out()
        .print(JsonSchemas.text(kind == null ? JsonSchemas.any() : JsonSchemas.of(known(kind))));
    offline.screen().out().flush();
    return Exit.SUCCEEDED.code();
  }

  private static String known(String typed) {
    return DocumentReader.KINDS.stream()
        .filter(known -> known.toLowerCase(Locale.ROOT).equals(typed.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new Trouble(
                    Exit.USAGE,
                    "'%s' is not a kind of document; known: %s"
                        .formatted(typed, String.join(", ", DocumentReader.KINDS))));
  }
}
