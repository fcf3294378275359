package dev.slipway.fire.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fire.stage.FireFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was tried so far, a line of JSON for each round, so that a campaign that was broken off goes
 * on where it was.
 *
 * @param file none to remember nothing
 */
public record Tried(@Nullable Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void add(Outcome outcome) {
    if (file == null) {
      return;
    }
    ObjectNode line =
        JSON.createObjectNode()
            .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("scenario", outcome.tale().word())
            .put("kill", outcome.target().word())
            .put("ends", outcome.seen().ends())
            .put("effects", outcome.seen().effects())
            .put("passed", outcome.seen().passed().size())
            .put("seconds", outcome.seconds());
    var points = line.putArray("points");
    outcome.reached().forEach(point -> points.add(point.toString()));
    var missed = line.putArray("missed");
    outcome.missed().forEach(point -> missed.add(point.toString()));
    var wrong = line.putArray("wrong");
    outcome.seen().wrong().forEach(wrong::add);
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new FireFailure(file + " cannot be written", e);
    }
  }

  /** How many kills of a pair were played to a judgement. */
  int moments(Tale tale, Target target) {
    return lines(tale, target).stream().mapToInt(line -> line.path("points").size()).sum();
  }

  /** Points that no round of this pair has tried; of EVERY, those of kinds that none has. */
  List<Point> without(Outcome of, Choosing at, List<Point> points) {
    Function<Point, String> name = at instanceof Choosing.Every ? Point::kind : Point::toString;
    Set<String> tried = new LinkedHashSet<>();
    for (JsonNode line : lines(of.tale(), of.target())) {
      line.path("points").forEach(point -> tried.add(name.apply(Point.of(point.asText()))));
    }
    return points.stream().filter(point -> !tried.contains(name.apply(point))).toList();
  }

  private List<JsonNode> lines(Tale tale, Target target) {
    if (file == null || !Files.exists(file)) {
      return List.of();
    }
    try {
      List<JsonNode> lines = new ArrayList<>();
      for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        JsonNode line = JSON.readTree(text);
        if (line.path("scenario").asText().equals(tale.word())
            && line.path("kill").asText().equals(target.word())) {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new FireFailure(file + " cannot be read", e);
    }
  }
}
