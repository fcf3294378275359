package dev.slipway.document;

import dev.slipway.verify.FieldExpectation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A health endpoint and what its answer must say. Every sample must be good. */
public record HealthSpec(
    @Says(value = "Path of the endpoint.", shape = Shape.PATH) String path,
    @Says(
            value =
                "Fields of the JSON answer; ${version} stands for the released version without a"
                    + " leading v. Asked after the change only.",
            max = "50")
        @Nullable List<FieldExpectation> expect,
    @Says(value = "How many times it is asked.", min = "1", max = "1000", otherwise = "3")
        @Nullable Integer samples,
    @Says(value = "Time between two samples.", min = "100ms", max = "1h", otherwise = "2s")
        @Nullable Duration interval,
    @Says(value = "A slower answer is a bad one.", min = "1ms", max = "5m", otherwise = "no limit")
        @Nullable Duration maxLatency) {

  public HealthSpec {
    expect = expect == null ? null : List.copyOf(expect);
  }
}
