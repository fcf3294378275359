package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evidence about digests. */
@Command(
    name = "evidence",
    description = "Record and show what was proved about a digest.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {EvidenceCommands.Add.class, EvidenceCommands.ListAll.class})
final class EvidenceCommands implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw Group.needsWord(spec);
  }

  /** Records. */
  @Command(
      name = "add",
      description = "Record evidence about a digest, from any CI.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Add implements Callable<Integer> {
    /** What it says. */
    enum Outcome {
      passed,
      failed
    }

    @Mixin Shared shared = new Shared();
    @Mixin Keyed keyed = new Keyed();

    @Parameters(index = "0", paramLabel = "KIND", description = "e.g. unit-tests, image-scan, uat")
    String kind = "";

    @Parameters(index = "1", paramLabel = "DIGEST", description = "sha256: and 64 hex digits.")
    String digest = "";

    @Parameters(index = "2", paramLabel = "OUTCOME", description = "passed or failed")
    Outcome outcome = Outcome.failed;

    @Option(names = "--url", paramLabel = "URL", description = "Where to look.")
    @Nullable String url;

    @Option(names = "--at", paramLabel = "TIME", description = "When; now if absent.")
    @Nullable Instant at;

    @Override
    public Integer call() {
      ObjectNode body =
          Json.object().put("kind", kind).put("digest", digest).put("outcome", outcome.name());
      if (url != null) {
        body.put("url", url);
      }
      if (at != null) {
        body.put("at", at.toString());
      }
      JsonNode answer =
          shared.api().json(Request.post("/api/v1/evidence", body.toString(), keyed.key()));
      shared.show(answer, a -> "recorded: %s %s for %s".formatted(kind, outcome, digest));
      return Exit.SUCCEEDED.code();
    }
  }

  /** Shows. */
  @Command(
      name = "list",
      description = "Show the evidence about a digest, newest first.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListAll implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Parameters(paramLabel = "DIGEST", description = "sha256: and 64 hex digits.")
    String digest = "";

    @Override
    public Integer call() {
      String path = new Query("/api/v1/evidence").with("digest", digest).text();
      shared.show(shared.api().json(Request.get(path)), ListAll::words);
      return Exit.SUCCEEDED.code();
    }

    private static String words(JsonNode proofs) {
      var table = new Table("KIND", "OUTCOME", "AT", "BY", "URL");
      proofs.forEach(
          p ->
              table.row(
                  p.path("kind").asText(),
                  p.path("outcome").asText(),
                  p.path("at").asText(),
                  p.path("by").asText(),
                  p.path("url").asText("")));
      return proofs.isEmpty() ? "no evidence about this digest" : table.text();
    }
  }
}
