/**
 * Who may change which service of an environment now. One pure state machine; the Environment
 * workflow carries it out.
 */
@NullMarked
package dev.slipway.lock;

import org.jspecify.annotations.NullMarked;
