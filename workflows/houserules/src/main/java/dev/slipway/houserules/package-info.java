/**
 * The rules of this code base as tests, and the proof that a test shows a capability working. Every
 * module uses this room in test scope only; it knows the compiler's tree, ArchUnit and JUnit, and
 * nothing of Slipway itself. {@link dev.slipway.houserules.HouseRules} is what a module calls,
 * {@link dev.slipway.houserules.Covers} is what a test carries, {@link
 * dev.slipway.houserules.Coverage} is what a person reads.
 */
@NullMarked
package dev.slipway.houserules;

import org.jspecify.annotations.NullMarked;
