/**
 * The wire: workflow and activity interfaces, one request and one result per message, and the names
 * by which everything is found in Temporal. Nothing here decides anything.
 */
@NullMarked
package dev.slipway.contract;

import org.jspecify.annotations.NullMarked;
