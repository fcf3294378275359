package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A release as typed. */
final class Wanted {
  @Parameters(
      arity = "1..*",
      paramLabel = "SERVICE=VERSION",
      description = "Services to release; a version is a tag or a sha256: digest.")
  List<String> services = List.of();

  @Option(
      names = {"-e", "--environment"},
      required = true,
      paramLabel = "ENVIRONMENT",
      description = "Where to release to.")
  String environment = "";

  @Option(
      names = "--config",
      paramLabel = "KIND/SLOT=NAME",
      description = "Switch a configuration reference, e.g. ConfigMap/app-config=app-config-v7.")
  List<String> config = List.of();

  @Option(
      names = {"-m", "--reason"},
      paramLabel = "TEXT",
      description = "Shown to approvers and kept in the ledger.")
  @Nullable String reason;

  @Option(names = "--hotfix", description = "Use the environment's policy for hotfixes.")
  boolean hotfix;

  @Option(
      names = "--accept-drift",
      description = "Go on although live state differs from the last recorded one.")
  boolean acceptDrift;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Id of the run; made from environment and date if absent.")
  @Nullable String run;

  String body() {
    ObjectNode body = Json.object();
    body.put("environment", environment);
    ArrayNode wanted = body.putArray("services");
    for (String service : services) {
      String[] parts = pair(service, "SERVICE=VERSION, e.g. backend=v1.2.0");
      wanted.addObject().put("service", parts[0]).put("version", parts[1]);
    }
    ArrayNode settings = body.putArray("config");
    for (String setting : config) {
      String form = "KIND/SLOT=NAME, e.g. ConfigMap/app-config=app-config-v7";
      String[] parts = pair(setting, form);
      String[] slot = parts[0].split("/", 2);
      if (slot.length < 2) {
        throw new Trouble(Exit.USAGE, "'%s' is not %s".formatted(setting, form));
      }
      settings.addObject().put("kind", slot[0]).put("slot", slot[1]).put("name", parts[1]);
    }
    body.put("kind", hotfix ? "hotfix" : "ordinary");
    body.put("acceptDrift", acceptDrift);
    if (reason != null) {
      body.put("reason", reason);
    }
    if (run != null) {
      body.put("run", run);
    }
    return body.toString();
  }

  private static String[] pair(String text, String form) {
    String[] parts = text.split("=", 2);
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new Trouble(Exit.USAGE, "'%s' is not %s".formatted(text, form));
    }
    return parts;
  }
}
