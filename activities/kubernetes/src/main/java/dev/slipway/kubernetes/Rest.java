package dev.slipway.kubernetes;

import dev.slipway.contract.rollout.AutoscalerRequest;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rests of an autoscaler are over, as it says itself: all of lower tokens, and of this token
 * those of some operations.
 *
 * @param token the highest with which a rest was ended; 0 when none was
 * @param operations which ended theirs with it
 */
record Rest(long token, List<String> operations) {
  private static final String BETWEEN = " ";

  Rest {
    operations = List.copyOf(operations);
  }

  static Rest of(ObjectMeta meta) {
    String[] words = Marks.annotation(meta, Marks.OVER).orElse("0").split(BETWEEN, -1);
    return words[0].matches("[0-9]{1,18}")
        ? new Rest(Long.parseLong(words[0]), List.of(words).subList(1, words.length))
        : new Rest(0, List.of());
  }

  /** Whether an attempt to pause comes too late. */
  boolean isOver(AutoscalerRequest request) {
    return request.token() < token
        || (request.token() == token && operations.contains(request.key().value()));
  }

  Rest with(AutoscalerRequest request) {
    List<String> ended = new ArrayList<>();
    if (request.token() == token) {
      ended.addAll(operations);
    }
    ended.add(request.key().value());
    return new Rest(request.token(), ended);
  }

  String text() {
    return token + BETWEEN + String.join(BETWEEN, operations);
  }
}
