package dev.slipway.practice.face;

import dev.slipway.practice.api.ApiRequest;
import java.util.function.Consumer;

/** A face that can send events for as long as somebody listens. */
@FunctionalInterface
public interface Watches {
  /** Opens a watch; running the result ends it. */
  Runnable open(ApiRequest request, Consumer<String> sink);
}
