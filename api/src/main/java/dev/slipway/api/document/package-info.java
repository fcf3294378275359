/**
 * Documents in and out: registering revisions all or nothing, comparing before that, showing what
 * is registered, and the schemas that editors use. Whoever plans takes what is registered from
 * here. It uses the engine to tell an environment its rules, the door, and the room for problems.
 */
@NullMarked
package dev.slipway.api.document;

import org.jspecify.annotations.NullMarked;
