/**
 * The worker process: settings, wiring and life cycle. It carries out workflows and activities;
 * which of them is decided by its roles. Nothing depends on this package.
 */
@NullMarked
package dev.slipway.worker;

import org.jspecify.annotations.NullMarked;
