package dev.slipway.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.contract.FailureType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The one JSON form of everything this database holds: fields by name, nulls left out, ISO times
 * and durations. The same value always gives the same text, so that it can be hashed; a field that
 * a newer build adds without a value does not change the text.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          // a list that an older build did not know is empty, not an error
          .withConfigOverride(
              List.class,
              list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  /** A mapper of the same form, for whoever passes ledger content on. */
  public static ObjectMapper mapper() {
    return MAPPER.copy();
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure INVALID when the value cannot be written
   */
  public static String write(Object value) {
    try {
      String text = MAPPER.writeValueAsString(value);
      // a lone surrogate has no UTF-8: the database would hold another text than the one hashed
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw FailureType.INVALID.failure(
          "a %s cannot be written as JSON: %s"
              .formatted(value.getClass().getSimpleName(), e.getOriginalMessage()));
    }
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure INVALID when the text is not of this type
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw FailureType.INVALID.failure(
          "stored JSON is not a %s this build can read: %s"
              .formatted(type.getSimpleName(), e.getOriginalMessage()));
    }
  }

  /** Empty when this build cannot read it, because a newer one wrote it. */
  public static <T> Optional<T> readIfKnown(String text, Class<T> type) {
    try {
      return Optional.ofNullable(MAPPER.readValue(text, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
