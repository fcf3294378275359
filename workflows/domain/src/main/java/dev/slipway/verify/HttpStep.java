package dev.slipway.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request of a smoke script. Variables {@code ${run}}, {@code ${environment}}, {@code
 * ${version}}, extracted ones and secret ones may stand in path, headers and body. An unknown
 * variable is an error before anything is sent.
 *
 * @param method GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS
 * @param expectStatus accepted status codes; empty means any 2xx
 * @param cleanup what removes the object that this step made (D44); null when it makes none
 */
public record HttpStep(
    String name,
    String method,
    String path,
    List<Header> headers,
    @Nullable String body,
    List<Integer> expectStatus,
    List<FieldExpectation> expect,
    List<Extract> extract,
    @Nullable HttpCleanup cleanup) {
  public HttpStep {
    headers = List.copyOf(headers);
    expectStatus = List.copyOf(expectStatus);
    expect = List.copyOf(expect);
    extract = List.copyOf(extract);
  }
}
