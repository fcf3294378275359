package dev.slipway.document;

import dev.slipway.verify.Extract;
import dev.slipway.verify.FieldExpectation;
import dev.slipway.verify.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request of a smoke test. Variables {@code ${run}}, {@code ${environment}}, {@code
 * ${service}}, {@code ${version}}, extracted ones and secrets may stand in path, headers and body.
 */
public record RequestSpec(
    @Says(value = "Name of the request.") String name,
    @Says(value = "HTTP method.", shape = Shape.METHOD, otherwise = "GET") @Nullable String method,
    @Says(value = "Path, with variables.", shape = Shape.PATH) String path,
    @Says(value = "Headers, with variables.", max = "50") @Nullable List<Header> headers,
    @Says("Body, with variables; sent as JSON unless a header says otherwise.")
        @Nullable String body,
    @Says(value = "Accepted status codes.", min = "1", max = "20", otherwise = "any 2xx")
        @Nullable List<Integer> expectStatus,
    @Says(value = "Fields of the JSON answer.", max = "50") @Nullable List<FieldExpectation> expect,
    @Says(value = "Values of the answer to keep for later requests.", max = "20")
        @Nullable List<Extract> extract,
    @Says("The request that removes what this one made; 404 and 410 count as removed.")
        @Nullable CleanupSpec cleanup) {

  public RequestSpec {
    headers = headers == null ? null : List.copyOf(headers);
    expectStatus = expectStatus == null ? null : List.copyOf(expectStatus);
    expect = expect == null ? null : List.copyOf(expect);
    extract = extract == null ? null : List.copyOf(extract);
  }
}
