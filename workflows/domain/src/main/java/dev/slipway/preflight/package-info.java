/**
 * What is looked at before anything is changed: checks, their weight and their findings. The
 * looking itself is done by adapters.
 */
@NullMarked
package dev.slipway.preflight;

import org.jspecify.annotations.NullMarked;
