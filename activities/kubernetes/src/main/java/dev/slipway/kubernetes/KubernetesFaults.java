package dev.slipway.kubernetes;

import dev.slipway.contract.FailureType;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Says of each fault of the API server whether trying again can help. */
final class KubernetesFaults {
  private static final int LONGEST_TEXT = 500;
  private static final String FAILED_TEST =
      "the server rejected our request due to an error in our request";
  private static final String DENIED_WAY_OUT =
      ". Release what the policy allows, or have the policy changed";

  private static final String STRANGER_WAY_OUT =
      "Renew these credentials, or name others for the site in the worker's settings";
  private static final String RIGHT_WAY_OUT =
      "Give Slipway's account at this site the right: deploy/rbac/site-worker.yaml, and"
          + " released-namespace.yaml in each namespace";

  private KubernetesFaults() {}

  /**
   * Runs one call.
   *
   * @param doing what is being done, as in "read Deployment/api in shop"; part of the message
   * @throws ApplicationFailure typed by {@link FailureType} for every fault of the API server
   */
  static <T> T calling(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException fault) {
      throw failure(doing, fault);
    }
  }

  /**
   * Does what belongs to a run under way: to change, to watch, to go back. A server whose
   * authenticator is ill answers 401 to a good login, and one that has just started 403 until it
   * has read its roles; so a refusal is tried again for as long as an illness is, with its words. A
   * login that is really wrong was refused by the looks before the first change.
   */
  static <T> T underWay(Supplier<T> act) {
    try {
      return act.get();
    } catch (ApplicationFailure fault) {
      throw underWay(fault);
    }
  }

  static ApplicationFailure underWay(ApplicationFailure fault) {
    return FailureType.FORBIDDEN.name().equals(fault.getType())
        ? FailureType.UNAVAILABLE.failure(fault.getOriginalMessage())
        : fault;
  }

  static ApplicationFailure failure(String doing, KubernetesClientException fault) {
    FailureType type = type(fault);
    // No cause: it holds the whole request, headers included.
    ApplicationFailure failure = type.failure(sentence(doing, type, fault));
    retryAfter(fault).filter(after -> type.retryable()).ifPresent(failure::setNextRetryDelay);
    return failure;
  }

  /**
   * Whether a patch met another object than the one that was read. That is 409, and 422 for a
   * failed {@code test}, for which the API server has this one sentence and no details; who refuses
   * what the patch brings says why.
   */
  static boolean isMoved(KubernetesClientException fault) {
    Status status = fault.getStatus();
    String said = status == null || status.getMessage() == null ? "" : status.getMessage();
    return switch (fault.getCode()) {
      case 409 -> !isDenied(fault);
      case 422 -> said.isEmpty() || said.startsWith(FAILED_TEST);
      default -> false;
    };
  }

  /** Admission control said no: by a webhook of the cluster, or by a policy in it. */
  private static boolean isDenied(KubernetesClientException fault) {
    Status status = fault.getStatus();
    String said = status == null || status.getMessage() == null ? "" : status.getMessage();
    return said.contains("denied the request") || said.contains(" denied request");
  }

  static FailureType type(KubernetesClientException fault) {
    return switch (fault.getCode()) {
      case 401 -> FailureType.FORBIDDEN;
      case 403 -> isDenied(fault) ? FailureType.INVALID : FailureType.FORBIDDEN;
      case 409 -> isDenied(fault) ? FailureType.INVALID : FailureType.UNAVAILABLE;
      case 404 -> FailureType.NOT_FOUND;
      case 400, 405, 406, 413, 415, 422 -> FailureType.INVALID;
      default -> FailureType.UNAVAILABLE;
    };
  }

  static boolean isMissing(KubernetesClientException fault) {
    return fault.getCode() == 404;
  }

  private static String sentence(String doing, FailureType type, KubernetesClientException fault) {
    String said = said(fault);
    return switch (type) {
      case FORBIDDEN ->
          "not allowed to %s: %s. %s"
              .formatted(doing, said, fault.getCode() == 401 ? STRANGER_WAY_OUT : RIGHT_WAY_OUT);
      case NOT_FOUND -> "cannot %s: %s".formatted(doing, said);
      case INVALID ->
          "the API server refuses to %s: %s%s"
              .formatted(doing, said, isDenied(fault) ? DENIED_WAY_OUT : "");
      case MISCONFIGURED -> "cannot %s: %s".formatted(doing, said);
      case UNAVAILABLE -> "the API server does not serve to %s: %s".formatted(doing, said);
    };
  }

  private static String said(KubernetesClientException fault) {
    Status status = fault.getStatus();
    String text =
        status != null && status.getMessage() != null ? status.getMessage() : rootMessage(fault);
    String clean = Redaction.of(text);
    String cut = clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    return fault.getCode() > 0 ? "%s (HTTP %d)".formatted(cut, fault.getCode()) : cut;
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    // a limit of ours or of the client, which has no words
    return root instanceof TimeoutException && root.getMessage() == null
        ? "no whole answer in time"
        : root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private static Optional<Duration> retryAfter(KubernetesClientException fault) {
    Status status = fault.getStatus();
    if (status == null || status.getDetails() == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(status.getDetails().getRetryAfterSeconds())
        .filter(seconds -> seconds > 0)
        .map(Duration::ofSeconds);
  }
}
