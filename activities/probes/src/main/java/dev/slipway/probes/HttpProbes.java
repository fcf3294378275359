package dev.slipway.probes;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import dev.slipway.contract.verify.HealthRequest;
import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.contract.verify.InClusterHttp;
import dev.slipway.contract.verify.SmokeRequest;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.verify.SecretVariable;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyStep;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;

/**
 * Probes of one site. Repeats are harmless: a smoke script removes what an earlier attempt left.
 */
public final class HttpProbes implements HttpActivities {
  private final ProbeHttp http;
  private final HttpLooks looks;
  private final TlsLook tls;
  private final Secrets secrets;
  private final Pulse pulse;

  /** For a worker: the pulse is the activity's heartbeat. */
  public HttpProbes(ProbeSettings settings, InClusterHttp cluster, Secrets secrets) {
    this(settings, cluster, secrets, new TemporalPulse());
  }

  public HttpProbes(ProbeSettings settings, InClusterHttp cluster, Secrets secrets, Pulse pulse) {
    Trust trust = Trust.of(settings.extraTrust());
    this.http = new ProbeHttp(settings, trust.context());
    this.looks = new HttpLooks(http, cluster);
    this.tls = new TlsLook(settings.reach(), settings.timeout(), trust, Clock.systemUTC());
    this.secrets = secrets;
    this.pulse = pulse;
  }

  /** What looks: while the site's login is refused, nobody sees anything. */
  private interface Probe {
    Verdict run();
  }

  /**
   * @throws ApplicationFailure INVALID for a step that cannot be carried out
   */
  @Override
  public StepVerdict health(HealthRequest request) {
    VerifyStep.Health step = request.step();
    Variables variables = new Variables(request.context());
    Verdict verdict =
        seen(() -> new HealthProbe(http, pulse, step, variables).run(looks.route(step.target())));
    return new StepVerdict(step.name(), step.warnOnly(), verdict);
  }

  /**
   * @throws ApplicationFailure INVALID before anything is sent, MISCONFIGURED for a secret that is
   *     not there
   */
  @Override
  public StepVerdict smoke(SmokeRequest request) {
    VerifyStep.Smoke script = request.step();
    Variables variables = new Variables(request.context());
    SmokeScript.check(script, variables.names());
    Verdict verdict = seen(() -> smoke(script, variables));
    return new StepVerdict(script.name(), script.warnOnly(), verdict);
  }

  private Verdict smoke(VerifyStep.Smoke script, Variables variables) {
    for (SecretVariable secret : script.secrets()) {
      variables.put(secret.variable(), secrets.resolve(secret.ref()));
    }
    return new SmokeProbe(http, pulse, script, variables, looks.route(script.target())).run();
  }

  /**
   * An API server whose authenticator is ill refuses a good login too: that makes blind and no
   * change bad. The words go with it, for a right that is really missing.
   */
  private static Verdict seen(Probe probe) {
    try {
      return probe.run();
    } catch (ApplicationFailure fault) {
      if (FailureType.FORBIDDEN.name().equals(fault.getType())) {
        return new Verdict.ProviderDown(String.valueOf(fault.getOriginalMessage()));
      }
      throw fault;
    }
  }

  @Override
  public Finding check(Check check) {
    try {
      return switch (check) {
        case Check.HealthEndpoint health -> looks.health(health);
        case Check.CorsOrigin cors -> looks.cors(cors);
        case Check.SecretReadable secret -> readable(secret);
        case Check.TlsDays days -> tls.look(days);
        case Check.DnsTarget dns -> DnsLook.look(dns);
        case Check other ->
            throw FailureType.INVALID.failure(
                "probes answer health-endpoint, tls-days, dns-target, cors-origin and"
                    + " secret-readable, not "
                    + other.getClass().getSimpleName());
      };
    } catch (ApplicationFailure failure) {
      return finding(failure);
    }
  }

  private Finding readable(Check.SecretReadable check) {
    secrets.resolve(check.reference());
    return new Finding.Passed(check.reference() + " can be read");
  }

  /** A check that may not look is a finding like any other: all of them are reported together. */
  private static Finding finding(ApplicationFailure failure) {
    String message = String.valueOf(failure.getOriginalMessage());
    if (FailureType.UNAVAILABLE.name().equals(failure.getType())) {
      throw failure;
    }
    return new Finding.Failed(message, "correct the document, or what the site is allowed to do");
  }
}
