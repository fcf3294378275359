package dev.slipway.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.api.Access;
import dev.slipway.practice.api.ApiReply;
import dev.slipway.practice.api.ApiRequest;
import dev.slipway.practice.face.Fault;
import dev.slipway.practice.face.Faults;
import dev.slipway.practice.metrics.Traffic;
import dev.slipway.practice.world.Image;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The site's remote control, for another process: {@code POST /push}, {@code /apply}, {@code
 * /traffic}, {@code /faults}, {@code /rights}, {@code /starting}, {@code /advance} and {@code GET
 * /traffic}. It belongs to the practice and not to any system that is practised on.
 */
final class Control {
  private final PracticeSite site;

  Control(PracticeSite site) {
    this.site = site;
  }

  ApiReply handle(ApiRequest request) {
    try {
      return ApiReply.json(200, answer(request));
    } catch (Refused refused) {
      return ApiReply.refused(refused);
    } catch (IllegalArgumentException | IllegalStateException bad) {
      return ApiReply.refused(Refused.bad(String.valueOf(bad.getMessage())));
    }
  }

  private ObjectNode answer(ApiRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "POST /push" -> push(Json.parse(request.body()));
      case "POST /apply" -> {
        Seed.plant(site, request.body());
        yield Json.object().put("applied", true);
      }
      case "POST /traffic" -> traffic(Json.parse(request.body()));
      case "GET /traffic" -> seen(request);
      case "POST /faults" -> fault(Json.parse(request.body()));
      case "POST /rights" -> rights(Json.parse(request.body()));
      case "POST /starting" -> {
        boolean starting = Json.parse(request.body()).path("starting").asBoolean(true);
        site.cluster().api().starting(starting);
        yield Json.object().put("starting", starting);
      }
      case "POST /advance" -> {
        site.advance(Duration.ofSeconds(Json.parse(request.body()).path("seconds").asLong()));
        yield Json.object().put("now", site.world().clock().instant().toString());
      }
      default ->
          throw new Refused(
              404,
              "NotFound",
              "known are POST /push, /apply, /traffic, /faults, /rights, /starting, /advance and"
                  + " GET /traffic");
    };
  }

  private ObjectNode push(JsonNode body) {
    String tag = body.path("tag").asText();
    String repository = body.path("repository").asText();
    String behaves = body.path("behavesAs").asText(tag);
    Image image = site.world().images().push(repository, tag, behaves);
    return Json.object().put("digest", image.digest()).put("pinned", site.pinned(image));
  }

  private ObjectNode traffic(JsonNode body) {
    double rate = body.path("requestsPerSecond").asDouble();
    site.traffic(body.path("namespace").asText(), body.path("service").asText(), rate);
    return Json.object().put("requestsPerSecond", rate);
  }

  private ObjectNode seen(ApiRequest request) {
    Traffic.Seen seen =
        site.cluster().traffic().seen(request.query("namespace"), request.query("service"));
    return Json.object().put("sent", seen.sent()).put("failed", seen.failed());
  }

  private ObjectNode fault(JsonNode body) {
    Faults faults =
        switch (body.path("face").asText("kubernetes")) {
          case "kubernetes" -> site.faults();
          case "registry" -> site.registryFaults();
          case "edge" -> site.edgeFaults();
          case "prometheus" -> site.prometheusFaults();
          default ->
              throw new IllegalArgumentException(
                  "no such face; known are kubernetes, registry, edge, prometheus");
        };
    String method = body.path("method").asText("*");
    faults.next(body.path("times").asInt(1), method, body.path("path").asText(""), kind(body));
    return Json.object().put("waiting", faults.waiting());
  }

  /** The whole list of what nobody may do: an empty one gives all rights back. */
  private ObjectNode rights(JsonNode body) {
    List<Access.Rule> withdrawn = new ArrayList<>();
    for (JsonNode one : body.path("withdrawn")) {
      String verb = one.path("verb").asText();
      String resource = one.path("resource").asText();
      if (verb.isEmpty() || resource.isEmpty()) {
        throw new IllegalArgumentException(
            "a right has a verb and a resource, as in patch and deployments, or get and pods/log");
      }
      withdrawn.add(new Access.Rule(Set.of(verb), Set.of(resource)));
    }
    site.cluster().tokens().withdraw(withdrawn);
    return Json.object().put("withdrawn", withdrawn.size());
  }

  private static Fault kind(JsonNode body) {
    Optional<Duration> retry =
        Optional.of(body.path("retryAfterSeconds"))
            .filter(JsonNode::isNumber)
            .map(seconds -> Duration.ofSeconds(seconds.asLong()));
    return switch (body.path("fault").asText()) {
      case "answer" -> new Fault.Answer(body.path("status").asInt(503), retry);
      case "refusal" ->
          new Fault.Refusal(body.path("status").asInt(422), body.path("message").asText("refused"));
      case "delay" -> new Fault.Delay(Duration.ofMillis(body.path("millis").asLong(1000)));
      case "drop-before" -> new Fault.DropBefore();
      case "drop-after" -> new Fault.DropAfter();
      default ->
          throw new IllegalArgumentException(
              "no such fault; known are answer, refusal, delay, drop-before, drop-after");
    };
  }
}
