package dev.slipway.houserules;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A call whose answer differs between two runs of the same code.
 *
 * @param target owner and name of the member, matched in full
 * @param parameters how many parameters make it loud; empty for any number
 * @param why what is wrong with it
 * @param wayOut what to use
 */
record LoudCall(Pattern target, List<Integer> parameters, String why, String wayOut) {

  private static final String CLOCK = "take the time as an argument (Workflow.currentTimeMillis)";
  private static final String RANDOM = "take the number as an argument (Workflow.newRandom)";
  private static final String ORDER =
      "use List, a SequencedMap (LinkedHashMap), an EnumMap or a sorted set";

  /** An empty copy has only one order. */
  private static final List<Integer> FILLED = IntStream.rangeClosed(1, 20).boxed().toList();

  private static final List<LoudCall> ALL =
      List.of(
          call("java\\.time\\.\\w+(\\.\\w+)*\\.now", "no clock", CLOCK),
          call("java\\.time\\.Clock\\.(system|tick).*", "no clock", CLOCK),
          call("java\\.lang\\.System\\.(currentTimeMillis|nanoTime)", "no clock", CLOCK),
          call("java\\.util\\.(Date|GregorianCalendar)\\.<init>", List.of(0), "no clock", CLOCK),
          call("java\\.util\\.Calendar\\.getInstance", "no clock", CLOCK),
          call("java\\.lang\\.Math\\.random", "no random number", RANDOM),
          call("java\\.util\\.UUID\\.randomUUID", "no random number", "Workflow.randomUUID"),
          call("java\\.(util|security)\\.\\w*Random\\.<init>", "no random number", RANDOM),
          call("java\\.lang\\.System\\.identityHashCode", "no random number", "compare by value"),
          call("java\\.lang\\.Thread\\..*", "no threads", "Async.function or Workflow.sleep"),
          call(".*\\.parallelStream", "no threads", "stream()"),
          call("java\\.lang\\.System\\.(getenv|getProperty)", "no I/O", "pass it in the plan"),
          call("java\\.time\\.ZoneId\\.systemDefault", "no machine's own zone", "name the zone"),
          call("java\\.util\\.TimeZone\\.getDefault", "no machine's own zone", "name the zone"),
          call("java\\.util\\.Locale\\.getDefault", "no machine's own locale", "Locale.ROOT"),
          call("org\\.slf4j\\.LoggerFactory\\..*", "no replayed log lines", "Workflow.getLogger"),
          call("java\\.util\\.Set\\.(of|copyOf)", FILLED, "no unordered copy", ORDER),
          call("java\\.util\\.Map\\.(of|copyOf|ofEntries)", FILLED, "no unordered copy", ORDER),
          call("java\\.util\\.(Identity|Weak)?HashMap\\.<init>", "no unordered map", ORDER),
          call("java\\.util\\.HashSet\\.<init>", "no unordered set", ORDER),
          call("java\\.util\\.Hashtable\\.<init>", "no unordered map", ORDER),
          call(collector("to(Unmodifiable)?Set"), "no unordered set", ORDER),
          call(collector("toUnmodifiableMap"), "no unordered map", ORDER),
          call(collector("toMap"), List.of(2, 3), "no unordered map", ORDER),
          call(collector("groupingBy"), List.of(1, 2), "no unordered map", ORDER));

  static Optional<LoudCall> find(JavaAccess<?> access) {
    String target = access.getTarget().getFullName();
    int open = target.indexOf('(');
    String name = open < 0 ? target : target.substring(0, open);
    int parameters =
        access.getTarget() instanceof CodeUnitAccessTarget unit
            ? unit.getRawParameterTypes().size()
            : 0;
    return ALL.stream()
        .filter(call -> call.target.matcher(name).matches())
        .filter(call -> call.parameters.isEmpty() || call.parameters.contains(parameters))
        .findFirst();
  }

  private static String collector(String name) {
    return "java\\.util\\.stream\\.Collectors\\." + name;
  }

  private static LoudCall call(String target, String why, String wayOut) {
    return call(target, List.of(), why, wayOut);
  }

  private static LoudCall call(String target, List<Integer> count, String why, String wayOut) {
    return new LoudCall(Pattern.compile(target), count, why, wayOut);
  }
}
