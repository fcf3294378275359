package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells the story of a run. */
@Command(
    name = "explain",
    description = "Tell who, what, when and why of a run, from its ledger.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
  @Mixin Shared shared = new Shared();

  @Parameters(paramLabel = "RUN", description = "Id of the run.")
  String run = "";

  @Override
  public Integer call() {
    Request request = Request.get("/api/v1/releases/%s/explain".formatted(Query.part(run)));
    if (shared.json()) {
      shared.show(shared.api().json(request), Json::pretty);
    } else {
      shared.screen().out().print(shared.api().text(request.accepting("text/plain")));
      shared.screen().out().flush();
    }
    return Exit.SUCCEEDED.code();
  }
}
