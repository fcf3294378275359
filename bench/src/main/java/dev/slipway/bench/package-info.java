/**
 * The numbers of Slipway. Each bench measures anew on the machine it runs on and says what it
 * measured; none keeps a result. It may use the fire's plays and the lab, and nothing depends on
 * it.
 */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
