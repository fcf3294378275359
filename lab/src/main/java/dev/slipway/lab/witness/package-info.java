/**
 * Two witnesses who are not Slipway: the API server's audit log says who wrote what, and etcd's own
 * revisions say what became of each object. An effect is a changed object, not a request. The
 * comparison holds the effects against what was promised, and is pure: readers are beside it.
 */
@NullMarked
package dev.slipway.lab.witness;

import org.jspecify.annotations.NullMarked;
