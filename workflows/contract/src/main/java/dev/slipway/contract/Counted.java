package dev.slipway.contract;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * An answer and how often it was asked for in vain before. The count travels beside the answer,
 * where a build that does not count does not look, so that workers of two builds understand each
 * other.
 *
 * @param answer null only for a question whose answer may be null
 * @param retries attempts before the one that gave this answer; 0 when the first did
 * @param <T> the answer
 */
public record Counted<T>(@Nullable T answer, int retries) {

  /** The type of such an answer, for whoever reads one. */
  public record Of(Class<?> raw, Type answer) implements Type {}

  /**
   * What a final failure says of the attempts before it.
   *
   * @param retries attempts in vain before the one that was refused
   */
  public record Refusal(int retries) {}
}
