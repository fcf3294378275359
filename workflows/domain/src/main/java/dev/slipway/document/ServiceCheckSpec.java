package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.preflight.Severity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check on each workload, or each image, of a service before its release. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServiceCheckSpec.Capacity.class, name = "capacity"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.WorkloadPolicy.class, name = "workload-policy"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.References.class, name = "references"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.SecretKeys.class, name = "secret-keys"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.RequiredEnv.class, name = "required-env"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.DisruptionBudget.class, name = "disruption-budget"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.Ownership.class, name = "ownership"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.NoDrift.class, name = "no-drift"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.ClaimsBound.class, name = "claims-bound"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.NetworkPolicies.class, name = "network-policies"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.ImagePullable.class, name = "image-pullable"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.OldImagePullable.class, name = "old-image-pullable"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.HealthEndpoint.class, name = "health-endpoint"),
  @JsonSubTypes.Type(value = ServiceCheckSpec.Evidence.class, name = "evidence")
})
public sealed interface ServiceCheckSpec {

  @Nullable Severity severity();

  @Says("Quota and free nodes hold the surge pods. Always runs.")
  record Capacity(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("The pod template keeps rules. Always runs.")
  record WorkloadPolicy(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity,
      @Says(
              value = "Which rules.",
              max = "10",
              otherwise = "limits, probes, grace, no-migration-init")
          @Nullable List<PolicyRule> rules)
      implements ServiceCheckSpec {

    public WorkloadPolicy {
      rules = rules == null ? null : List.copyOf(rules);
    }
  }

  @Says("Every ConfigMap, Secret and key that the new template names exists. Always runs.")
  record References(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("A secret has keys of at least a length; values are never read out.")
  record SecretKeys(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity,
      @Says(value = "Name of the Secret.", shape = Shape.NAME) String secret,
      @Says(value = "Its keys.", min = "1", max = "50") List<String> keys,
      @Says(value = "Least length in characters.", min = "1", max = "10000", otherwise = "1")
          @Nullable Integer minLength)
      implements ServiceCheckSpec {

    public SecretKeys {
      keys = List.copyOf(keys);
    }
  }

  @Says("The pod template sets these variables, directly or by reference.")
  record RequiredEnv(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity,
      @Says(value = "Names of the variables.", shape = Shape.VARIABLE, min = "1", max = "100")
          List<String> names)
      implements ServiceCheckSpec {

    public RequiredEnv {
      names = List.copyOf(names);
    }
  }

  @Says("The rollout can go on under the disruption budgets of its pods. Always runs.")
  record DisruptionBudget(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("No other tool manages the workload, unless takeOver is set. Always runs.")
  record Ownership(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("Declared fields are as the last good run left them. Runs once there was one.")
  record NoDrift(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("Every claim that the workload mounts is bound.")
  record ClaimsBound(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("A network policy selects the pods and does not cut off DNS.")
  record NetworkPolicies(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("The new image can be pulled. Always runs.")
  record ImagePullable(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("The image that runs now can still be pulled, for the way back. Always runs.")
  record OldImagePullable(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("The health endpoint answers 200 before the change. Runs where health is set.")
  record HealthEndpoint(
      @Says(value = "What a failure means.", otherwise = "warn") @Nullable Severity severity)
      implements ServiceCheckSpec {}

  @Says("Somebody recorded passed evidence for exactly this digest.")
  record Evidence(
      @Says(value = "What a failure means.", otherwise = "block") @Nullable Severity severity,
      @Says(
              value = "Word agreed with the CI, such as unit-tests or image-scan.",
              shape = Shape.LABEL)
          String evidence,
      @Says(value = "How old it may be.", min = "1m", max = "365d", otherwise = "30d")
          @Nullable Duration maxAge)
      implements ServiceCheckSpec {}
}
