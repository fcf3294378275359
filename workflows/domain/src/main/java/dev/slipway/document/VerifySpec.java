package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.verify.Comparison;
import dev.slipway.verify.FieldExpectation;
import dev.slipway.verify.SecretVariable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to show that a service works. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = VerifySpec.Health.class, name = "health"),
  @JsonSubTypes.Type(value = VerifySpec.Smoke.class, name = "smoke"),
  @JsonSubTypes.Type(value = VerifySpec.LogScan.class, name = "log-scan"),
  @JsonSubTypes.Type(value = VerifySpec.Condition.class, name = "condition")
})
public sealed interface VerifySpec {

  @Nullable String name();

  @Nullable Boolean warnOnly();

  @Says("One more endpoint, beside the service's own health.")
  record Health(
      @Says(value = "Name of the step.", otherwise = "its type and place") @Nullable String name,
      @Says(value = "A failure is told but does not fail the release.", otherwise = "false")
          @Nullable Boolean warnOnly,
      @Says(value = "Path of the endpoint.", shape = Shape.PATH) String path,
      @Says(value = "Fields of the JSON answer.", max = "50")
          @Nullable List<FieldExpectation> expect,
      @Says(value = "How many times it is asked.", min = "1", max = "1000", otherwise = "3")
          @Nullable Integer samples,
      @Says(value = "Time between two samples.", min = "100ms", max = "1h", otherwise = "2s")
          @Nullable Duration interval,
      @Says(
              value = "A slower answer is a bad one.",
              min = "1ms",
              max = "5m",
              otherwise = "no limit")
          @Nullable Duration maxLatency,
      @Says(value = "Where the requests go.", otherwise = "the service's http")
          @Nullable HttpSpec http)
      implements VerifySpec {

    public Health {
      expect = expect == null ? null : List.copyOf(expect);
    }
  }

  @Says("Requests in order; what they made is removed in reverse order, whatever happens.")
  record Smoke(
      @Says(value = "Name of the step.", otherwise = "its type and place") @Nullable String name,
      @Says(value = "A failure is told but does not fail the release.", otherwise = "false")
          @Nullable Boolean warnOnly,
      @Says(value = "The requests.", min = "1", max = "50") List<RequestSpec> steps,
      @Says(value = "Secrets that stand as variables in the requests.", max = "20")
          @Nullable List<SecretVariable> secrets,
      @Says(value = "Where the requests go.", otherwise = "the service's http")
          @Nullable HttpSpec http)
      implements VerifySpec {

    public Smoke {
      steps = List.copyOf(steps);
      secrets = secrets == null ? null : List.copyOf(secrets);
    }
  }

  @Says("Lines in the logs of the new pods since the change.")
  record LogScan(
      @Says(value = "Name of the step.", otherwise = "its type and place") @Nullable String name,
      @Says(value = "A failure is told but does not fail the release.", otherwise = "false")
          @Nullable Boolean warnOnly,
      @Says(value = "What must not stand in the logs.", shape = Shape.REGEX, min = "1", max = "20")
          List<String> patterns,
      @Says(value = "How many lines are tolerated.", min = "0", max = "1000000", otherwise = "0")
          @Nullable Integer maxMatches)
      implements VerifySpec {

    public LogScan {
      patterns = List.copyOf(patterns);
    }
  }

  @Says("A number from Prometheus held against a threshold. No data is never good.")
  record Condition(
      @Says(value = "Name of the step.", otherwise = "its type and place") @Nullable String name,
      @Says(value = "A failure is told but does not fail the release.", otherwise = "false")
          @Nullable Boolean warnOnly,
      @Says(
              value =
                  "PromQL that yields one number; ${namespace} and ${service} stand for the place and name of the service.")
          String query,
      @Says(value = "How the number is held against the threshold.") Comparison comparison,
      @Says(value = "The threshold; the step passes while the comparison holds.") Double threshold,
      @Says(
              value = "Base address of Prometheus.",
              shape = Shape.URL,
              otherwise = "the environment's")
          @Nullable String prometheus)
      implements VerifySpec {}
}
