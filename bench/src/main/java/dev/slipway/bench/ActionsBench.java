package dev.slipway.bench;

import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.site.Play;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Counts what one release costs Temporal, by cause and by kind of workflow and activity. */
@Command(
    name = "actions",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Temporal actions and history events of one release of three services in two waves, by cause.",
      "The workflows are the real ones, played on the practice site. Heartbeats leave no event and"
          + " are not counted; a watch counts once, however often it looks."
    })
final class ActionsBench implements Runnable {
  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "all-good",
      description = "What is released and how it goes; ./slipway fire --help names them.")
  private String scenario = "all-good";

  @Option(names = "--json", description = "One line of JSON instead of the table.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * @param events all events of all histories
   * @param causes actions by cause
   * @param activities calls by type of activity
   * @param workflows events by kind of workflow
   */
  record Count(
      int events,
      Map<Cause, Integer> causes,
      Map<String, Integer> activities,
      Map<String, Integer> workflows) {
    int actions() {
      return causes.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  @Override
  public void run() {
    Count count = count(Play.histories(known()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(count));
    } else {
      table(out, count);
    }
    out.flush();
  }

  private Scenario known() {
    try {
      return Scenario.of(scenario);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage(), unknown);
    }
  }

  static Count count(Map<String, History> histories) {
    int events = 0;
    Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    Map<String, Integer> activities = new TreeMap<>();
    Map<String, Integer> workflows = new TreeMap<>();
    for (Map.Entry<String, History> one : histories.entrySet()) {
      String kind = one.getKey().replaceFirst("/.*", "");
      for (HistoryEvent event : one.getValue().getEventsList()) {
        events++;
        workflows.merge(kind, 1, Integer::sum);
        Cause.of(event).ifPresent(cause -> causes.merge(cause, 1, Integer::sum));
        if (event.hasActivityTaskScheduledEventAttributes()) {
          String type = event.getActivityTaskScheduledEventAttributes().getActivityType().getName();
          activities.merge(type, 1, Integer::sum);
        }
      }
    }
    return new Count(events, causes, activities, workflows);
  }

  private void table(PrintWriter out, Count count) {
    out.printf("%s: %d actions, %d history events%n", scenario, count.actions(), count.events());
    out.println("actions by cause");
    count.causes().forEach((cause, number) -> line(out, cause.words(), number));
    out.println("calls by activity");
    count.activities().forEach((type, number) -> line(out, type, number));
    out.println("events by workflow");
    count.workflows().forEach((kind, number) -> line(out, kind, number));
  }

  private static void line(PrintWriter out, String what, int number) {
    out.printf("  %-28s %5d%n", what, number);
  }

  private String json(Count count) {
    StringBuilder text = new StringBuilder();
    text.append(
        "{\"bench\":\"actions\",\"scenario\":\"%s\",\"actions\":%d,\"events\":%d"
            .formatted(scenario, count.actions(), count.events()));
    Map<String, Integer> causes = new TreeMap<>();
    count.causes().forEach((cause, number) -> causes.put(cause.words(), number));
    text.append(",\"causes\":").append(object(causes));
    text.append(",\"activities\":").append(object(count.activities()));
    text.append(",\"workflows\":").append(object(count.workflows()));
    return text.append('}').toString();
  }

  private static String object(Map<String, Integer> numbers) {
    return "{"
        + String.join(
            ",",
            numbers.entrySet().stream()
                .map(one -> "\"%s\":%d".formatted(one.getKey(), one.getValue()))
                .toList())
        + "}";
  }
}
