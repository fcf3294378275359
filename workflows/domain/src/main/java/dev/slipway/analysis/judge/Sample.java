package dev.slipway.analysis.judge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** One reading of one pod, exactly as it was read: it may be late, twice, or not a number. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Sample.Counter.class, name = "counter"),
  @JsonSubTypes.Type(value = Sample.Level.class, name = "level")
})
public sealed interface Sample {
  Instant at();

  Source source();

  /**
   * Counters, as they stand since the container started.
   *
   * @param total answers so far
   * @param bad bad ones so far
   */
  record Counter(Instant at, Source source, double total, double bad) implements Sample {
    boolean usable() {
      return Double.isFinite(total) && Double.isFinite(bad) && bad >= 0 && bad <= total;
    }
  }

  /** A level, such as bytes of memory. */
  record Level(Instant at, Source source, double value) implements Sample {
    boolean usable() {
      return Double.isFinite(value);
    }
  }
}
