package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Screen.Paint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is wrong with the installation. */
@Command(
    name = "doctor",
    description = "Check address, token, API, database, Temporal and workers.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  @Mixin Shared shared = new Shared();

  @Override
  public Integer call() {
    shared.note("API at " + shared.api().target());
    JsonNode found = shared.api().json(Request.get("/api/v1/doctor"));
    boolean well = true;
    for (JsonNode dependency : found.path("dependencies")) {
      well = well && dependency.path("well").asBoolean();
    }
    shared.show(found, this::words);
    return well ? Exit.SUCCEEDED.code() : Exit.FAILED.code();
  }

  private String words(JsonNode found) {
    var text = new StringBuilder();
    text.append(line(true, "api", "answers"));
    text.append(
        line(
            true,
            "token",
            "of %s, roles %s"
                .formatted(
                    found.path("you").asText(),
                    found.path("roles").toString().replaceAll("[\\[\\]\"]", ""))));
    found
        .path("dependencies")
        .forEach(
            d ->
                text.append(
                    line(
                        d.path("well").asBoolean(),
                        d.path("name").asText(),
                        d.path("detail").asText(""))));
    return text.toString();
  }

  private String line(boolean well, String name, String detail) {
    String sign =
        well ? shared.screen().paint(Paint.GOOD, "ok ") : shared.screen().paint(Paint.BAD, "BAD");
    return "%s  %-9s %s%n".formatted(sign, name, detail);
  }
}
