package dev.slipway.probes;

import dev.slipway.contract.FailureType;
import dev.slipway.verify.Extract;
import dev.slipway.verify.FieldExpectation;
import dev.slipway.verify.Header;
import dev.slipway.verify.HttpCleanup;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.SecretVariable;
import dev.slipway.verify.VerifyStep;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a script before anything of it is sent. */
final class SmokeScript {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private final VerifyStep.Smoke script;
  private final List<String> known;

  private SmokeScript(VerifyStep.Smoke script, List<String> builtIn) {
    this.script = script;
    this.known = new ArrayList<>(builtIn);
  }

  /**
   * @throws ApplicationFailure INVALID for an unknown variable or method, naming step and known
   *     ones
   */
  static void check(VerifyStep.Smoke script, List<String> builtIn) {
    SmokeScript checked = new SmokeScript(script, builtIn);
    for (SecretVariable secret : script.secrets()) {
      checked.learn("secrets", secret.variable());
    }
    script.steps().forEach(checked::check);
  }

  private void check(HttpStep step) {
    method(step.name(), step.method());
    uses(step.name(), requestTemplates(step));
    for (Extract extract : step.extract()) {
      Expectations.pointer(extract.pointer());
      learn(step.name(), extract.variable());
    }
    for (FieldExpectation expectation : step.expect()) {
      Expectations.pointer(expectation.pointer());
      uses(step.name(), templates(expectation.equalTo()));
    }
    HttpCleanup cleanup = step.cleanup();
    if (cleanup != null) {
      method(step.name(), cleanup.method());
      uses(step.name(), cleanupTemplates(cleanup));
    }
  }

  private void method(String step, String method) {
    if (!METHODS.contains(method)) {
      throw invalid(step, "has method '%s': known are %s".formatted(method, METHODS));
    }
  }

  private void uses(String step, List<String> templates) {
    for (String template : templates) {
      for (String name : Variables.in(template)) {
        if (!known.contains(name)) {
          throw invalid(step, "uses ${%s}, known there are %s".formatted(name, known));
        }
      }
    }
  }

  private void learn(String step, String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_-]{0,62}")) {
      throw invalid(step, "names a variable '%s': use letters, digits, '_', '-'".formatted(name));
    }
    if (known.contains(name)) {
      throw invalid(step, "sets ${%s}, which is set already: choose another name".formatted(name));
    }
    known.add(name);
  }

  private ApplicationFailure invalid(String step, String what) {
    return FailureType.INVALID.failure(
        "smoke script '%s', step '%s' %s".formatted(script.name(), step, what));
  }

  private static List<String> requestTemplates(HttpStep step) {
    List<String> all = new ArrayList<>(templates(step.body()));
    all.add(step.path());
    step.headers().stream().map(Header::value).forEach(all::add);
    return all;
  }

  static List<String> cleanupTemplates(HttpCleanup cleanup) {
    List<String> all = new ArrayList<>();
    all.add(cleanup.path());
    cleanup.headers().stream().map(Header::value).forEach(all::add);
    return all;
  }

  private static List<String> templates(@Nullable String template) {
    return template == null ? List.of() : List.of(template);
  }
}
