package dev.slipway.probes;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.verify.InClusterHttp;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.verify.Header;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Single questions by HTTP, for the checks before a release. */
final class HttpLooks {
  private static final int TRIES = 3;

  private final ProbeHttp http;
  private final InClusterHttp cluster;

  HttpLooks(ProbeHttp http, InClusterHttp cluster) {
    this.http = http;
    this.cluster = cluster;
  }

  Route route(HttpTarget target) {
    return switch (target) {
      case HttpTarget.Public open -> new Route(open.baseUrl(), List.of(), null);
      case HttpTarget.InCluster inside -> {
        InClusterHttp.Access access = cluster.access(inside);
        yield new Route(access.baseUrl(), access.headers(), access.client());
      }
    };
  }

  Finding health(Check.HealthEndpoint check) {
    return switch (patient(route(check.target()), Question.get(check.path()))) {
      case Reply.OutOfSight out -> new Finding.Unseen(out.why());
      case Reply.Broken broken ->
          new Finding.Failed(
              check.subject() + ": " + broken.why(), "repair the service before it is changed");
      case Reply.Lost lost ->
          new Finding.Failed(
              check.subject() + ": " + lost.why(), "repair the service before it is changed");
      case Reply.Answered answered ->
          answered.status() == 200
              ? new Finding.Passed(
                  "%s answers 200 in %d ms".formatted(check.subject(), answered.took().toMillis()))
              : new Finding.Failed(
                  "%s answers status %d, wanted 200".formatted(check.subject(), answered.status()),
                  "repair the service before it is changed, or correct the path");
    };
  }

  Finding cors(Check.CorsOrigin check) {
    URI url = address(check.url());
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String base = url.getScheme() + "://" + url.getRawAuthority();
    List<Header> headers =
        List.of(
            new Header("Origin", check.origin()),
            new Header("Access-Control-Request-Method", "GET"));
    Question question = new Question("OPTIONS", path, headers, null);
    return switch (patient(new Route(base, List.of(), null), question)) {
      case Reply.OutOfSight out -> new Finding.Unseen(out.why());
      case Reply.Broken broken ->
          new Finding.Failed(check.url() + ": " + broken.why(), "repair the service");
      case Reply.Lost lost ->
          new Finding.Failed(check.url() + ": " + lost.why(), "repair the service");
      case Reply.Answered answered -> judge(check, answered);
    };
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw FailureType.INVALID.failure("'%s' is not a URL".formatted(text));
    }
  }

  private static Finding judge(Check.CorsOrigin check, Reply.Answered answered) {
    Optional<String> allowed = answered.headers().firstValue("Access-Control-Allow-Origin");
    if (!answered.good() || allowed.isEmpty()) {
      return new Finding.Failed(
          "%s allows no origin (status %d)".formatted(check.url(), answered.status()),
          "add %s to the origins that the service allows".formatted(check.origin()));
    }
    return allowed.get().equals("*") || allowed.get().equals(check.origin())
        ? new Finding.Passed("%s allows origin %s".formatted(check.url(), allowed.get()))
        : new Finding.Failed(
            "%s allows origin %s and not %s".formatted(check.url(), allowed.get(), check.origin()),
            "add %s to the origins that the service allows".formatted(check.origin()));
  }

  /** One lost packet must not refuse a release. */
  private Reply patient(Route route, Question question) {
    Reply reply = http.ask(route, question);
    for (int tried = 1; tried < TRIES && reply.mayBeTheWay(); tried++) {
      reply = http.ask(route, question);
    }
    return reply;
  }
}
