package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes documents for what runs already. */
@Command(
    name = "adopt",
    description = "Read a namespace and print minimal documents for it. Changes nothing.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AdoptCommand implements Callable<Integer> {
  @Mixin Shared shared = new Shared();

  @Option(
      names = {"-n", "--namespace"},
      required = true,
      paramLabel = "NAMESPACE",
      description = "Namespace to read.")
  String namespace = "";

  @Option(
      names = "--site",
      required = true,
      paramLabel = "SITE",
      description = "Site whose worker reads it.")
  String site = "";

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENVIRONMENT",
      description = "Name of the environment to write; the namespace if absent.")
  @Nullable String environment;

  @Override
  public Integer call() {
    ObjectNode body = Json.object().put("site", site).put("namespace", namespace);
    if (environment != null) {
      body.put("environment", environment);
    }
    JsonNode found =
        shared.api().json(Request.look("/api/v1/adoptions", body.toString()).takingLong());
    shared.show(found, answer -> answer.path("yaml").asText());
    return Exit.SUCCEEDED.code();
  }
}
