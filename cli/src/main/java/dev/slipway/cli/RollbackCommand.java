package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rolls a finished release back. */
@Command(
    name = "rollback",
    description = "Bring a finished release back to the state recorded before it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RollbackCommand implements Callable<Integer> {
  @Mixin Shared shared = new Shared();
  @Mixin Keyed keyed = new Keyed();
  @Mixin Waiting waiting = new Waiting();

  @Parameters(paramLabel = "RUN", description = "The release to take back.")
  String run = "";

  @Option(
      names = {"-s", "--service"},
      paramLabel = "SERVICE",
      description = "Only this service; may be given several times. All if absent.")
  List<String> services = List.of();

  @Option(
      names = {"-m", "--reason"},
      required = true,
      paramLabel = "TEXT",
      description = "Kept in the ledger.")
  String reason = "";

  @Override
  public Integer call() {
    waiting.check();
    ObjectNode body = Json.object().put("reason", reason);
    var list = body.putArray("services");
    services.forEach(list::add);
    JsonNode started =
        shared
            .api()
            .json(
                Request.post(
                    "/api/v1/releases/%s/rollback".formatted(Query.part(run)),
                    body.toString(),
                    keyed.key()));
    String back = started.path("run").asText();
    if (!waiting.wanted()) {
      shared.show(started, s -> "started " + back + "; follow it: slipway release watch " + back);
      return Exit.SUCCEEDED.code();
    }
    shared.note("started " + back);
    return waiting.follow(shared, back);
  }
}
