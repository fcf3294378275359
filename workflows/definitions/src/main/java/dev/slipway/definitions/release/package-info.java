/**
 * Releases, rollbacks by request and planning. One class a concern; the workflow classes read like
 * a page.
 */
@NullMarked
package dev.slipway.definitions.release;

import org.jspecify.annotations.NullMarked;
