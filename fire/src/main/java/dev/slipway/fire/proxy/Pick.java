package dev.slipway.fire.proxy;

import dev.slipway.lab.faults.Deed;
import dev.slipway.lab.faults.Fault;
import dev.slipway.lab.faults.Strike;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One fault at one request of one system.
 *
 * @param number of the request among those of its kind, from the scenario's begin on, from 1
 * @param stays until somebody is told by name that the system is ill
 */
public record Pick(Line line, Fault fault, Deed deed, int number, boolean stays) {
  private static final Pattern TEXT =
      Pattern.compile("([a-z]+) ([a-z0-9-]+) (READ|WRITE) #([0-9]{1,6})( stays)?");

  public Pick {
    if (!line.faults().contains(fault) || !line.deeds(fault).contains(deed)) {
      throw new IllegalArgumentException(
          "%s at a %s means nothing for %s; it knows %s"
              .formatted(
                  fault.word(),
                  deed,
                  line.word(),
                  line.faults().stream().map(Fault::word).toList()));
    }
  }

  /** Somewhere by chance. */
  static Pick of(Line line, Fault fault, Random random) {
    List<Deed> deeds = line.deeds(fault);
    Deed deed = deeds.get(random.nextInt(deeds.size()));
    return new Pick(line, fault, deed, 1 + random.nextInt(line.most(deed)), false);
  }

  static Pick of(Line line, Random random) {
    List<Fault> faults = line.faults();
    return of(line, faults.get(random.nextInt(faults.size())), random);
  }

  Pick staying() {
    return new Pick(line, fault, deed, number, true);
  }

  /**
   * @param hole how long ten minutes are
   */
  Strike strike(Duration hole) {
    if (stays) {
      return Strike.staying(fault, deed, number);
    }
    return fault == Fault.LONG_HOLE
        ? new Strike(fault, deed, number, 1, hole)
        : Strike.once(fault, deed, number);
  }

  /**
   * @param text as it is printed
   * @throws IllegalArgumentException when it is not
   */
  public static Pick read(String text) {
    Matcher found = TEXT.matcher(text.strip());
    if (!found.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not like 'kubernetes 503 WRITE #1' or 'registry 500 READ #2 stays'"
              .formatted(text));
    }
    return new Pick(
        Line.of(found.group(1)),
        Fault.of(found.group(2)),
        Deed.valueOf(found.group(3)),
        Integer.parseInt(found.group(4)),
        found.group(5) != null);
  }

  /** Several, with commas between them. */
  static List<Pick> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(Pick::read).toList();
  }

  @Override
  public String toString() {
    return "%s %s %s #%d%s"
        .formatted(line.word(), fault.word(), deed, number, stays ? " stays" : "");
  }
}
