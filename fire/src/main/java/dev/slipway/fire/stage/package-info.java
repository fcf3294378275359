/**
 * The shipped worker and API as real processes on the lab, with a fuse on their class path. They
 * are started, killed, asked to end and started again here, and so are parts of the lab. Nothing
 * here knows what is played or what must hold.
 */
@NullMarked
package dev.slipway.fire.stage;

import org.jspecify.annotations.NullMarked;
