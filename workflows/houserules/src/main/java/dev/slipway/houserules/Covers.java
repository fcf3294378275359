package dev.slipway.houserules;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This test shows these capability rows working, on a real or a contract-checked component. On a
 * class it holds for every test in it, nested and inherited ones included.
 *
 * <p>The claim is checked: {@link Coverage} refuses ids which {@code docs/capabilities.csv} does
 * not know, and counts a row only while every test that carries it passes.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Covers {

  /** Ids of capability rows, such as {@code IPA-31}. */
  String[] value();
}
