package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.verify.HealthRequest;
import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.contract.verify.SmokeRequest;
import dev.slipway.practice.api.ApiReply;
import dev.slipway.practice.api.ApiRequest;
import dev.slipway.practice.api.Proxy;
import dev.slipway.practice.face.Edge;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Refused;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.verify.FieldExpectation;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyStep;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A67, A68, A69 on the applications of a practice cluster, by its services or its gateway. */
public final class PracticeHttp implements HttpActivities {
  private final Ground ground;
  private final Proxy proxy;
  private final Edge edge;

  PracticeHttp(Ground ground, Proxy proxy) {
    this.ground = ground;
    this.proxy = proxy;
    this.edge = new Edge(ground.world(), proxy);
  }

  @Override
  public StepVerdict health(HealthRequest request) {
    VerifyStep.Health step = request.step();
    Variables variables = new Variables(request.context());
    String version = "";
    for (int i = 1; i <= step.samples(); i++) {
      ground.beat().accept("sample %d of %d".formatted(i, step.samples()));
      ApiReply reply = ask(step.target(), "GET", step.path(), Map.of(), "");
      boolean slow =
          step.maxLatency().isPositive() && reply.delay().compareTo(step.maxLatency()) > 0;
      Optional<String> wrong =
          slow
              ? Optional.of("answered after " + reply.delay())
              : wrong(reply, List.of(), step.expect(), variables.filler());
      if (wrong.isPresent()) {
        String why = "sample %d of %d: %s".formatted(i, step.samples(), wrong.get());
        return new StepVerdict(step.name(), step.warnOnly(), new Verdict.Fail(why));
      }
      version = body(reply).path("version").asText("");
      ground.time().pause(step.interval());
    }
    String why =
        "%d of %d samples good%s"
            .formatted(
                step.samples(), step.samples(), version.isEmpty() ? "" : ", version " + version);
    return new StepVerdict(step.name(), step.warnOnly(), new Verdict.Pass(why));
  }

  @Override
  public StepVerdict smoke(SmokeRequest request) {
    VerifyStep.Smoke script = request.step();
    Variables variables = new Variables(request.context());
    variables.check(script);
    script.secrets().forEach(one -> variables.put(one.variable(), "practice-" + one.variable()));
    Verdict verdict = new Script(this, script, variables).run();
    return new StepVerdict(script.name(), script.warnOnly(), verdict);
  }

  @Override
  public Finding check(Check check) {
    if (check instanceof Check.SecretReadable secret) {
      return new Finding.Passed(secret.reference() + " can be read");
    }
    if (!(check instanceof Check.HealthEndpoint endpoint)) {
      throw ClusterChecks.foreign(check);
    }
    ApiReply reply = ask(endpoint.target(), "GET", endpoint.path(), Map.of(), "");
    return reply.status() == 200
        ? new Finding.Passed(check.subject() + " answers 200")
        : new Finding.Failed(check.subject() + " answers " + reply.status(), "see its pods");
  }

  /** What is wrong with an answer; empty statuses mean any 2xx. */
  static Optional<String> wrong(
      ApiReply reply,
      List<Integer> statuses,
      List<FieldExpectation> expect,
      UnaryOperator<String> fill) {
    boolean good =
        statuses.isEmpty() ? reply.status() / 100 == 2 : statuses.contains(reply.status());
    if (!good) {
      return Optional.of("status " + reply.status());
    }
    if (!expect.isEmpty() && !reply.body().startsWith("{")) {
      return Optional.of("the answer is not JSON");
    }
    JsonNode body = body(reply);
    for (FieldExpectation one : expect) {
      JsonNode found = body.at(one.pointer());
      String wanted = one.equalTo();
      if (found.isMissingNode() || found.isNull()) {
        return Optional.of(one.pointer() + " is not there");
      }
      if (wanted != null && !bare(fill.apply(wanted)).equals(bare(found.asText()))) {
        return Optional.of(
            "%s is %s, wanted %s".formatted(one.pointer(), found.asText(), fill.apply(wanted)));
      }
    }
    return Optional.empty();
  }

  /** A version is the same with and without the letter of its tag. */
  private static String bare(String value) {
    return value.matches("v\\d.*") ? value.substring(1) : value;
  }

  static JsonNode body(ApiReply reply) {
    return reply.body().startsWith("{") ? Json.parse(reply.body()) : Json.object();
  }

  ApiReply ask(
      HttpTarget target, String method, String path, Map<String, String> headers, String body) {
    if (path.contains("..")) {
      throw FailureType.INVALID.failure("path " + path + " must not contain '..'");
    }
    ground.time().follow();
    try {
      return switch (target) {
        case HttpTarget.InCluster inside ->
            ground
                .world()
                .locked(
                    () ->
                        proxy.service(
                            inside.namespace(),
                            "http:%s:%d".formatted(inside.service(), inside.port()),
                            path,
                            new ApiRequest(method, path, Map.of(), headers, body)));
        case HttpTarget.Public outside -> {
          TreeMap<String, String> more = new TreeMap<>(headers);
          more.put("host", URI.create(outside.baseUrl()).getHost());
          yield edge.handle(new ApiRequest(method, path, Map.of(), more, body));
        }
      };
    } catch (Refused refused) {
      return ApiReply.refused(refused);
    }
  }
}
