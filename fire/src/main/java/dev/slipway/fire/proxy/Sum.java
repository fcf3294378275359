package dev.slipway.fire.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a siege came to.
 *
 * @param struck picks that hit something
 * @param missed picks whose request did not come
 * @param effects changed objects that were seen
 * @param failed commands that play what did not hold again
 */
public record Sum(
    int rounds,
    int struck,
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

  static Sum of(List<Ended> rounds, long seconds) {
    Map<String, Integer> ends = new TreeMap<>();
    rounds.forEach(one -> ends.merge(one.ends(), 1, Integer::sum));
    List<Ended.Fate> fates = rounds.stream().flatMap(one -> one.fates().stream()).toList();
    int hit = (int) fates.stream().filter(fate -> !fate.struck().isEmpty()).count();
    return new Sum(
        rounds.size(),
        hit,
        fates.size() - hit,
        rounds.stream().mapToInt(Ended::effects).sum(),
        ends,
        rounds.stream().filter(one -> !one.held()).map(Ended::again).toList(),
        seconds);
  }

  public String sentence() {
    return "%d rounds, %d faults struck (%d more were not reached), %d effects, ends %s, %d s; %s"
        .formatted(
            rounds,
            struck,
            missed,
            effects,
            ends,
            seconds,
            held() ? "everything held" : "failed:\n  " + String.join("\n  ", failed));
  }

  /** Whether everything held. */
  public boolean held() {
    return failed.isEmpty();
  }

  public String json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("rounds", rounds)
            .put("struck", struck)
            .put("notReached", missed)
            .put("effects", effects)
            .put("seconds", seconds);
    ends.forEach(json.putObject("ends")::put);
    failed.forEach(json.putArray("failed")::add);
    return json.toString();
  }
}
