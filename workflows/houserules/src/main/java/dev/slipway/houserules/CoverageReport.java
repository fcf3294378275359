package dev.slipway.houserules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which capabilities are proven, by which tests.
 *
 * @param rows every known row
 * @param proven rows with at least one passed and no failed test, with those tests
 * @param refuted rows of which at least one test failed, with those tests
 * @param unknown ids that tests claim and no row has, with those tests
 */
record CoverageReport(
    List<Capability> rows,
    SortedMap<String, SortedSet<String>> proven,
    SortedMap<String, SortedSet<String>> refuted,
    SortedMap<String, SortedSet<String>> unknown) {

  /** Totals of one system. */
  record Line(String system, long product, long productProven, long own, long ownProven) {}

  static CoverageReport of(List<Capability> rows, List<Proof> proofs) {
    SortedMap<String, SortedSet<String>> proven = tests(proofs, Proof.Status.PASSED);
    SortedMap<String, SortedSet<String>> refuted = tests(proofs, Proof.Status.FAILED);
    SortedMap<String, SortedSet<String>> unknown = new TreeMap<>(proven);
    refuted.forEach((id, by) -> unknown.merge(id, by, CoverageReport::both));
    tests(proofs, Proof.Status.SKIPPED)
        .forEach((id, by) -> unknown.merge(id, by, CoverageReport::both));
    SortedSet<String> known =
        rows.stream().map(Capability::id).collect(Collectors.toCollection(TreeSet::new));
    unknown.keySet().removeAll(known);
    proven.keySet().removeAll(refuted.keySet());
    proven.keySet().retainAll(known);
    return new CoverageReport(rows, proven, refuted, unknown);
  }

  private static SortedMap<String, SortedSet<String>> tests(
      List<Proof> proofs, Proof.Status status) {
    SortedMap<String, SortedSet<String>> tests = new TreeMap<>();
    proofs.stream()
        .filter(proof -> proof.status() == status)
        .forEach(
            proof ->
                proof
                    .rows()
                    .forEach(
                        id -> tests.computeIfAbsent(id, x -> new TreeSet<>()).add(proof.test())));
    return tests;
  }

  private static SortedSet<String> both(SortedSet<String> one, SortedSet<String> other) {
    SortedSet<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  /** One line per system in the order of the list, and the sum of all. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    rows.stream().map(Capability::system).distinct().forEach(system -> lines.add(line(system)));
    lines.add(line("all"));
    return lines;
  }

  private Line line(String system) {
    List<Capability> own =
        rows.stream().filter(row -> system.equals("all") || row.system().equals(system)).toList();
    List<Capability> product = own.stream().filter(row -> row.category().isProduct()).toList();
    List<Capability> shipped =
        own.stream().filter(row -> row.category() == Capability.Category.S).toList();
    return new Line(
        system, product.size(), countProven(product), shipped.size(), countProven(shipped));
  }

  private long countProven(List<Capability> some) {
    return some.stream().filter(row -> proven.containsKey(row.id())).count();
  }

  String toTable() {
    StringBuilder text =
        new StringBuilder("system                W+C proven   of     S proven   of\n");
    for (Line line : lines()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-20s %11d %4d %12d %4d%n",
              line.system(),
              line.productProven(),
              line.product(),
              line.ownProven(),
              line.own()));
    }
    text.append("\nproven rows and a test that shows each:\n");
    proven.forEach((id, by) -> text.append("  %-8s %s%s%n".formatted(id, by.first(), more(by))));
    refuted.forEach((id, by) -> text.append("  %-8s FAILED %s%n".formatted(id, by.first())));
    return text.toString();
  }

  private static String more(SortedSet<String> tests) {
    return tests.size() == 1 ? "" : " (and %d more)".formatted(tests.size() - 1);
  }

  String toJson() {
    String systems = lines().stream().map(CoverageReport::json).collect(Collectors.joining(","));
    return "{\"systems\":[%s],\"proven\":%s,\"refuted\":%s}"
        .formatted(systems, json(proven), json(refuted));
  }

  private static String json(Line line) {
    return "{\"system\":%s,\"rows\":%d,\"proven\":%d,\"ownRows\":%d,\"ownProven\":%d}"
        .formatted(
            Proof.quoted(line.system()),
            line.product(),
            line.productProven(),
            line.own(),
            line.ownProven());
  }

  private static String json(Map<String, SortedSet<String>> tests) {
    return tests.entrySet().stream()
        .map(
            entry ->
                "{\"id\":%s,\"tests\":[%s]}"
                    .formatted(
                        Proof.quoted(entry.getKey()),
                        entry.getValue().stream()
                            .map(Proof::quoted)
                            .collect(Collectors.joining(","))))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
