/**
 * The demo: starts everything embedded, tells a story with real releases and kills the worker in
 * the middle. A composition root; nothing depends on it.
 */
@NullMarked
package dev.slipway.practice.demo;

import org.jspecify.annotations.NullMarked;
