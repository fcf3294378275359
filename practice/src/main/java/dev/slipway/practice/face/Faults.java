package dev.slipway.practice.face;

import dev.slipway.practice.api.ApiRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The troubles that wait for the next fitting requests of one face. Thread-safe. */
public final class Faults {
  private final List<Rule> rules = new ArrayList<>();
  private int struck;

  /**
   * Lets the next requests run into a fault; rules are tried in the order in which they came.
   *
   * @param times how many requests, at least 1
   * @param method {@code PATCH}; {@code *} for any
   * @param path a regular expression which must be found in the path
   */
  public synchronized void next(int times, String method, String path, Fault fault) {
    rules.add(new Rule(method, Pattern.compile(path), fault, times));
  }

  public synchronized void clear() {
    rules.clear();
  }

  /** How many requests have run into a fault so far. */
  public synchronized int struck() {
    return struck;
  }

  /** How many faults still wait. */
  public synchronized int waiting() {
    return rules.stream().mapToInt(rule -> rule.left).sum();
  }

  synchronized Optional<Fault> take(ApiRequest request) {
    for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
      Rule rule = each.next();
      if (rule.fits(request)) {
        struck++;
        rule.left--;
        if (rule.left <= 0) {
          each.remove();
        }
        return Optional.of(rule.fault);
      }
    }
    return Optional.empty();
  }

  private static final class Rule {
    private final String method;
    private final Pattern path;
    private final Fault fault;
    private int left;

    Rule(String method, Pattern path, Fault fault, int left) {
      this.method = method;
      this.path = path;
      this.fault = fault;
      this.left = left;
    }

    boolean fits(ApiRequest request) {
      return (method.equals("*") || method.equals(request.method()))
          && path.matcher(request.path()).find();
    }
  }
}
