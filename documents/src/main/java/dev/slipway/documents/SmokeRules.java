package dev.slipway.documents;

import dev.slipway.document.CleanupSpec;
import dev.slipway.document.RequestSpec;
import dev.slipway.document.Shape;
import dev.slipway.document.VerifySpec;
import dev.slipway.verify.Extract;
import dev.slipway.verify.Header;
import dev.slipway.verify.SecretVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A smoke test is checked before anything is sent: its variables, its secrets, its names. */
final class SmokeRules {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final List<String> GIVEN = List.of("run", "environment", "service", "version");

  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]{1,100}");

  /** By these a request could say another thing than its step. */
  private static final List<String> OURS =
      List.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-http-method-override",
          "x-original-url",
          "x-rewrite-url");

  private final Findings findings;

  SmokeRules(Findings findings) {
    this.findings = findings;
  }

  void check(String at, VerifySpec.Smoke smoke) {
    var known = new ArrayList<>(GIVEN);
    findings.unique(at + ".steps", smoke.steps(), RequestSpec::name);
    findings.unique(at + ".secrets", smoke.secrets(), SecretVariable::variable);
    for (int i = 0; smoke.secrets() != null && i < smoke.secrets().size(); i++) {
      SecretVariable secret = smoke.secrets().get(i);
      String path = "%s.secrets[%d]".formatted(at, i);
      shape(path + ".variable", secret.variable(), Shape.VARIABLE);
      if (!Shape.SECRET_REF.pattern().matcher(secret.ref()).matches()) {
        findings.add(path + ".ref", "is not " + Shape.SECRET_REF.words());
      }
      known.add(secret.variable());
    }
    for (int i = 0; i < smoke.steps().size(); i++) {
      request("%s.steps[%d]".formatted(at, i), smoke.steps().get(i), known);
    }
  }

  private void request(String at, RequestSpec request, List<String> known) {
    variables(at + ".path", request.path(), known);
    variables(at + ".body", request.body(), known);
    headers(at + ".headers", request.headers(), known);
    for (int i = 0; request.expectStatus() != null && i < request.expectStatus().size(); i++) {
      int status = request.expectStatus().get(i);
      if (status < 100 || status > 599) {
        findings.add(
            "%s.expectStatus[%d]".formatted(at, i),
            "%d is not between 100 and 599".formatted(status));
      }
    }
    for (int i = 0; request.expect() != null && i < request.expect().size(); i++) {
      shape(
          "%s.expect[%d].pointer".formatted(at, i),
          request.expect().get(i).pointer(),
          Shape.POINTER);
      variables("%s.expect[%d].equalTo".formatted(at, i), request.expect().get(i).equalTo(), known);
    }
    for (int i = 0; request.extract() != null && i < request.extract().size(); i++) {
      Extract extract = request.extract().get(i);
      shape("%s.extract[%d].variable".formatted(at, i), extract.variable(), Shape.VARIABLE);
      shape("%s.extract[%d].pointer".formatted(at, i), extract.pointer(), Shape.POINTER);
      known.add(extract.variable());
    }
    cleanup(at + ".cleanup", request.cleanup(), known);
  }

  private void cleanup(String at, @Nullable CleanupSpec cleanup, List<String> known) {
    if (cleanup != null) {
      variables(at + ".path", cleanup.path(), known);
      headers(at + ".headers", cleanup.headers(), known);
    }
  }

  private void headers(String at, @Nullable List<Header> headers, List<String> known) {
    for (int i = 0; headers != null && i < headers.size(); i++) {
      Header header = headers.get(i);
      String path = "%s[%d].value".formatted(at, i);
      variables(path, header.value(), known);
      String name = header.name().toLowerCase(Locale.ROOT);
      headerName("%s[%d].name".formatted(at, i), name);
      if (header.value().chars().anyMatch(Character::isISOControl)) {
        findings.add(path, "holds a line break or another control character");
      }
      if (name.matches("authorization|cookie|x-api-key") && !header.value().contains("${")) {
        findings.add(
            path,
            "%s holds a secret in clear; name it under secrets and write ${variable}"
                .formatted(header.name()));
      }
    }
  }

  private void headerName(String at, String name) {
    if (!HEADER_NAME.matcher(name).matches()) {
      findings.add(at, "'%s' is not the name of a header".formatted(name));
    } else if (OURS.contains(name)) {
      findings.add(
          at, "%s belongs to the connection; kept from documents: %s".formatted(name, OURS));
    }
  }

  private void variables(String at, @Nullable String text, List<String> known) {
    Matcher matcher = VARIABLE.matcher(text == null ? "" : text);
    while (matcher.find()) {
      if (!known.contains(matcher.group(1))) {
        findings.add(
            at,
            "variable ${%s} is not known here; known: %s"
                .formatted(matcher.group(1), String.join(", ", known)));
      }
    }
  }

  private void shape(String field, String text, Shape shape) {
    if (!shape.pattern().matcher(text).matches()) {
      findings.add(field, "'%s' is not %s".formatted(text, shape.words()));
    }
  }
}
