package dev.slipway.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the history events of releases that only wait. */
@Command(
    name = "waiting",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "History events of all workflows of a release while it waits for hours at a gate, on hold and in"
          + " line, under virtual time: how many timers rang, what followed from them, and the"
          + " rest, which should be none."
    })
final class WaitingBench implements Runnable {
  @Option(names = "--json", description = "One line of JSON instead of the table.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    List<Waiting.Count> counts = new ArrayList<>();
    for (Waiting one : Waiting.values()) {
      counts.add(one.count());
    }
    if (json) {
      List<String> each = counts.stream().map(WaitingBench::json).toList();
      out.println("{\"bench\":\"waiting\",\"waits\":[" + String.join(",", each) + "]}");
    } else {
      counts.forEach(
          one ->
              out.printf(
                  Locale.ROOT,
                  "%-10s %4d min: %3d events, %2d timers rang, %d events without a timer%n",
                  one.words(),
                  one.window().toMinutes(),
                  one.events(),
                  one.timers(),
                  one.others()));
    }
    out.flush();
  }

  private static String json(Waiting.Count count) {
    return "{\"waits\":\"%s\",\"minutes\":%d,\"events\":%d,\"timers\":%d,\"others\":%d}"
        .formatted(
            count.words(),
            count.window().toMinutes(),
            count.events(),
            count.timers(),
            count.others());
  }
}
