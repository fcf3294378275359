package dev.slipway.practice.port;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.verify.VerifyContext;
import dev.slipway.verify.HttpCleanup;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.VerifyStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ${...}} stands for in one script. */
final class Variables {
  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

  private final Map<String, String> values = new TreeMap<>();

  Variables(VerifyContext context) {
    values.put("run", context.run().value());
    values.put("environment", context.environment().value());
    values.put("service", context.service().value());
    values.put("version", context.version());
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  String fill(String text) {
    Matcher matcher = NAME.matcher(text);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  UnaryOperator<String> filler() {
    return this::fill;
  }

  /**
   * Reads the script through before anything is sent.
   *
   * @throws io.temporal.failure.ApplicationFailure INVALID naming an unknown variable
   */
  void check(VerifyStep.Smoke script) {
    Set<String> known = new TreeSet<>(values.keySet());
    script.secrets().forEach(secret -> known.add(secret.variable()));
    for (HttpStep step : script.steps()) {
      texts(step).forEach(text -> check(step, text, known));
      step.extract().forEach(extract -> known.add(extract.variable()));
      HttpCleanup cleanup = step.cleanup();
      if (cleanup != null) {
        check(step, cleanup.path(), known);
      }
    }
  }

  private static List<String> texts(HttpStep step) {
    List<String> texts = new ArrayList<>(List.of(step.path()));
    String body = step.body();
    if (body != null) {
      texts.add(body);
    }
    step.headers().forEach(header -> texts.add(header.value()));
    return texts;
  }

  private static void check(HttpStep step, String text, Set<String> known) {
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      if (!known.contains(matcher.group(1))) {
        throw FailureType.INVALID.failure(
            "step '%s' uses %s; known here are %s".formatted(step.name(), matcher.group(), known));
      }
    }
  }
}
