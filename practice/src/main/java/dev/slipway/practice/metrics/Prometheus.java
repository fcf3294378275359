package dev.slipway.practice.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.api.ApiReply;
import dev.slipway.practice.api.ApiRequest;
import dev.slipway.practice.metrics.Answer.Scalar;
import dev.slipway.practice.metrics.Answer.Vector;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.World;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The part of Prometheus' HTTP API that checks ask: query, targets, rules. */
public final class Prometheus {
  private final World world;
  private final Scrapes scrapes;
  private final Map<String, String> rules = new TreeMap<>();

  public Prometheus(World world, Scrapes scrapes) {
    this.world = world;
    this.scrapes = scrapes;
  }

  /** Loads an alerting rule into the group {@code practice}. */
  public void rule(String name, String query) {
    world.locked(
        () -> {
          rules.put(name, query);
        });
  }

  /** Answers any request. */
  public ApiReply handle(ApiRequest request) {
    return world.locked(
        () ->
            switch (request.path()) {
              case "/-/ready", "/-/healthy" -> ApiReply.text(200, "text/plain", "ready");
              case "/api/v1/query" -> query(parameter(request, "query"));
              case "/api/v1/targets" -> success(targets());
              case "/api/v1/rules" -> success(rules());
              default -> ApiReply.text(404, "text/plain", "404 page not found\n");
            });
  }

  private static String parameter(ApiRequest request, String name) {
    if (request.query().containsKey(name)) {
      return request.query(name);
    }
    for (String pair : request.body().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private ApiReply query(String text) {
    try {
      return success(data(new Evaluation(scrapes).of(QueryReader.read(text))));
    } catch (BadQuery bad) {
      ObjectNode body = Json.object().put("status", "error").put("errorType", "bad_data");
      body.put("error", "invalid parameter \"query\": " + bad.getMessage());
      return ApiReply.json(400, body);
    }
  }

  private ObjectNode data(Answer answer) {
    ObjectNode data = Json.object();
    switch (answer) {
      case Scalar scalar -> {
        data.put("resultType", "scalar");
        data.set("result", point(scalar.value()));
      }
      case Vector vector -> {
        data.put("resultType", "vector");
        ArrayNode result = data.putArray("result");
        for (Series series : vector.series()) {
          ObjectNode out = result.addObject();
          series.labels().forEach(Json.child(out, "metric")::put);
          out.set("value", point(series.value()));
        }
      }
    }
    return data;
  }

  private ArrayNode point(double value) {
    String text =
        Double.isNaN(value)
            ? "NaN"
            : Double.isInfinite(value)
                ? (value > 0 ? "+Inf" : "-Inf")
                : Double.toString(value).replaceAll("\\.0$", "");
    return Json.array().add(world.clock().instant().toEpochMilli() / 1000.0).add(text);
  }

  private ObjectNode targets() {
    ObjectNode data = Json.object();
    ArrayNode active = data.putArray("activeTargets");
    for (Scrapes.Target target : scrapes.targets()) {
      boolean up = target.app().isPresent();
      ObjectNode out = active.addObject();
      target.labels().forEach(Json.child(out, "labels")::put);
      out.put("scrapePool", target.labels().get("job"));
      out.put("scrapeUrl", "http://" + target.labels().get("instance") + "/metrics");
      out.put("lastError", up ? "" : "connection refused");
      out.put("lastScrape", world.clock().instant().toString());
      out.put("health", up ? "up" : "down");
    }
    data.putArray("droppedTargets");
    return data;
  }

  private ObjectNode rules() {
    ObjectNode data = Json.object();
    ArrayNode groups = data.putArray("groups");
    if (!rules.isEmpty()) {
      ObjectNode group = groups.addObject().put("name", "practice").put("file", "practice.yml");
      ArrayNode list = group.putArray("rules");
      rules.forEach(
          (name, query) ->
              list.addObject()
                  .put("name", name)
                  .put("query", query)
                  .put("type", "alerting")
                  .put("health", "ok")
                  .put("state", firing(query) ? "firing" : "inactive"));
    }
    return data;
  }

  private boolean firing(String query) {
    return new Evaluation(scrapes).of(QueryReader.read(query)) instanceof Vector vector
        && !vector.series().isEmpty();
  }

  private static ApiReply success(ObjectNode data) {
    ObjectNode body = Json.object().put("status", "success");
    body.set("data", data);
    return ApiReply.json(200, body);
  }
}
