package dev.slipway.fire;

import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.Undisturbed;
import dev.slipway.fire.site.Play;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Plays every scenario undisturbed, some times, and writes down what each of its plays passed. */
final class Learning {
  private static final int PLAYS = 4;

  private Learning() {}

  static void write(Path file) {
    Map<Scenario, List<List<Point>>> plays = new EnumMap<>(Scenario.class);
    for (Scenario scenario : Scenario.values()) {
      List<List<Point>> each = new ArrayList<>();
      for (int i = 0; i < PLAYS; i++) {
        each.add(Play.play(new Schedule(0, scenario, false, List.of())).passed());
      }
      plays.put(scenario, each);
    }
    try {
      Files.writeString(file, Undisturbed.of(plays).text());
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + file, unwritable);
    }
  }
}
