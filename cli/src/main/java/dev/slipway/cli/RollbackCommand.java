package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
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

  @Option(
      names = {"-y", "--yes"},
      description =
          "Do not ask, at a terminal, when a running release would be stopped. Nobody is asked"
              + " elsewhere: a way back must not wait.")
  boolean yes;

  @Override
  public Integer call() {
    waiting.check();
    if (shared.screen().interactive() && !yes) {
      agree();
    }
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
    List<String> victims = victims(started.path("stops"), "stops");
    if (!waiting.wanted()) {
      shared.show(
          started,
          s ->
              "started %s; follow it: slipway release watch %s%n%s"
                  .formatted(back, back, String.join("\n", victims)));
      return Exit.SUCCEEDED.code();
    }
    shared.note("started " + back);
    victims.forEach(shared::note);
    return waiting.follow(shared, back);
  }

  /**
   * Before it starts: what it would stop.
   *
   * @throws Trouble when the person does not agree; nothing was sent then
   */
  private void agree() {
    var query = new Query("/api/v1/releases/%s/rollback".formatted(Query.part(run)));
    services.forEach(service -> query.with("service", service));
    List<String> victims =
        victims(shared.api().json(Request.get(query.text())).path("stops"), "would stop");
    if (victims.isEmpty()) {
      return;
    }
    victims.forEach(shared::note);
    String answer =
        shared.screen().ask("Shall %s be rolled back? [yes/no] ".formatted(run)).orElse("");
    if (!Consent.isYes(answer)) {
      throw new Trouble(Exit.REFUSED, "not answered with yes; nothing was sent");
    }
  }

  private static List<String> victims(JsonNode stops, String does) {
    var lines = new ArrayList<String>();
    stops.forEach(
        release ->
            lines.add(
                "it %s the running release %s (%s, asked for by %s), which is taken back first"
                    .formatted(
                        does,
                        release.path("run").asText(),
                        release.path("state").asText(),
                        release.path("requestedBy").asText())));
    return lines;
  }
}
