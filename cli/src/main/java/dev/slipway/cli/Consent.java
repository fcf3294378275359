package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** That the person knows what the word is given for. */
final class Consent {
  @Option(
      names = {"-y", "--yes"},
      description =
          "Do not ask: take whatever plan waits now. Where nobody is at a terminal, either this or"
              + " --plan is needed.")
  boolean yes;

  /**
   * Shows the plan, and asks where somebody can answer.
   *
   * @param choice such as approve
   * @param typed the environment's name, if it was typed already
   * @return the environment's name where it was typed now or before, else null
   * @throws Trouble when nobody agrees; nothing was sent then
   */
  @Nullable String given(Shared at, JsonNode view, String choice, @Nullable String typed) {
    String run = view.path("run").asText();
    String path = "/api/v1/releases/" + Query.part(run);
    JsonNode plan = at.api().json(Request.get(path + "/plan"));
    JsonNode timeline = at.api().json(Request.get(path + "/timeline"));
    new PlanSummary(view, plan, timeline).lines().forEach(at::note);
    if (yes) {
      return typed;
    }
    if (!at.screen().interactive()) {
      throw new Trouble(
          Exit.USAGE,
          "nobody is at a terminal to be asked, so nothing was sent",
          List.of(
              "for the plan above: --plan " + view.path("gate").path("planHash").asText(),
              "for whatever plan waits when this is called: --yes"));
    }
    return asked(at, view, choice, typed);
  }

  private static @Nullable String asked(
      Shared at, JsonNode view, String choice, @Nullable String typed) {
    boolean name = view.path("gate").path("policy").path("typedTarget").asBoolean();
    if (name && typed == null) {
      String environment = view.path("asked").path("environment").asText();
      String answer =
          at.screen().ask("To %s, type the name of the environment: ".formatted(choice)).orElse("");
      if (!answer.equals(environment)) {
        throw unsaid("'%s' is not '%s'".formatted(answer, environment));
      }
      return answer;
    }
    String answer =
        at.screen().ask("Shall your %s be sent? [yes/no] ".formatted(word(choice))).orElse("");
    if (!isYes(answer)) {
      throw unsaid("not answered with yes");
    }
    return typed;
  }

  static boolean isYes(String answer) {
    return answer.equalsIgnoreCase("yes") || answer.equalsIgnoreCase("y");
  }

  private static String word(String choice) {
    return choice.equals("approve") ? "approval" : choice;
  }

  private static Trouble unsaid(String why) {
    return new Trouble(Exit.REFUSED, why + "; nothing was sent");
  }
}
