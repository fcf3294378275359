/**
 * What releases, rollouts and rollbacks have in common: the journal, the stubs with their time
 * limits, patience with ill systems, telling people.
 */
@NullMarked
package dev.slipway.definitions.run;

import org.jspecify.annotations.NullMarked;
