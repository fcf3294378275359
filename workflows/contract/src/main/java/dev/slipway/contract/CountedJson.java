package dev.slipway.contract;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.PayloadConverter;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as ever; of a {@link Counted} only the answer, with the count among the marks beside it. */
record CountedJson(PayloadConverter json) implements PayloadConverter {
  private static final String RETRIES = "slipway-retries";

  @Override
  public String getEncodingType() {
    return json.getEncodingType();
  }

  @Override
  public Optional<Payload> toData(@Nullable Object value) {
    return value instanceof Counted<?> counted
        ? json.toData(counted.answer()).map(answer -> marked(answer, counted.retries()))
        : json.toData(value);
  }

  private static Payload marked(Payload answer, int retries) {
    return answer.toBuilder()
        .putMetadata(RETRIES, ByteString.copyFromUtf8(Integer.toString(retries)))
        .build();
  }

  @Override
  public <T> T fromData(Payload content, Class<T> type, Type generic) {
    return generic instanceof Counted.Of of
        ? type.cast(new Counted<>(json.fromData(content, of.raw(), of.answer()), retries(content)))
        : json.fromData(content, type, generic);
  }

  private static int retries(Payload content) {
    ByteString written = content.getMetadataMap().get(RETRIES);
    return written == null ? 0 : Integer.parseInt(written.toStringUtf8());
  }
}
