/**
 * What a CI or a person proved about a digest, recorded so that a preflight can demand it. Evidence
 * is only ever added. It uses the door and the room for problems.
 */
@NullMarked
package dev.slipway.api.evidence;

import org.jspecify.annotations.NullMarked;
