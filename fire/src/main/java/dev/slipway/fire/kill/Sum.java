package dev.slipway.fire.kill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a campaign came to.
 *
 * @param tried points at which something was killed
 * @param rounds how often the scenario was played, undisturbed rounds included
 * @param missed points that were not passed again
 * @param effects changed objects that were seen
 * @param failed commands that play what did not hold again
 */
public record Sum(
    String scenario,
    String target,
    int rounds,
    int tried,
    int missed,
    int effects,
    Map<String, Integer> ends,
    List<String> failed,
    long seconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Sum {
    ends = new TreeMap<>(ends);
    failed = List.copyOf(failed);
  }

  static Sum of(String scenario, String target, List<Outcome> outcomes, long seconds) {
    Map<String, Integer> ends = new TreeMap<>();
    outcomes.forEach(one -> ends.merge(one.seen().ends(), 1, Integer::sum));
    return new Sum(
        scenario,
        target,
        outcomes.size(),
        outcomes.stream().mapToInt(one -> one.reached().size()).sum(),
        never(outcomes),
        outcomes.stream().mapToInt(one -> one.seen().effects()).sum(),
        ends,
        outcomes.stream().filter(one -> !one.held()).map(Outcome::again).toList(),
        seconds);
  }

  private static int never(List<Outcome> outcomes) {
    Set<Point> missed = new LinkedHashSet<>();
    outcomes.forEach(one -> missed.addAll(one.missed()));
    outcomes.forEach(one -> missed.removeAll(one.reached()));
    return missed.size();
  }

  /** Whether everything held. */
  public boolean held() {
    return failed.isEmpty();
  }

  public String sentence() {
    return "%s, %s: %d rounds, killed at %d points (%d more were not passed again), %d effects, ends %s, %d s; %s"
        .formatted(
            scenario,
            target,
            rounds,
            tried,
            missed,
            effects,
            ends,
            seconds,
            held() ? "everything held" : "failed:\n  " + String.join("\n  ", failed));
  }

  public String json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("scenario", scenario)
            .put("kill", target)
            .put("rounds", rounds)
            .put("points", tried)
            .put("notPassedAgain", missed)
            .put("effects", effects)
            .put("seconds", seconds);
    ends.forEach(json.putObject("ends")::put);
    failed.forEach(json.putArray("failed")::add);
    return json.toString();
  }
}
