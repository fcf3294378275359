package dev.slipway.document;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What one field of a document says, in one place: the reader checks by it, the JSON Schema and the
 * reference page are made from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface Says {

  /** One sentence for people. */
  String value();

  /** Least number or duration, or least length of a list; empty for none. */
  String min() default "";

  /** Greatest number or duration, or greatest length of a list; empty for none. */
  String max() default "";

  /** What a text, or each text of a list, looks like. */
  Shape shape() default Shape.TEXT;

  /** What holds when nothing is said, in words. */
  String otherwise() default "";
}
