package dev.slipway.practice.api;

import java.util.Map;

/**
 * One request to any of the site's faces.
 *
 * @param method upper case
 * @param path decoded, without the query
 * @param query one value for each name, the last one
 * @param headers by lower-case name, the last one
 * @param body empty when there is none
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  public String query(String name) {
    return query.getOrDefault(name, "");
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
