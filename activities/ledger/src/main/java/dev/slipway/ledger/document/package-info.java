/**
 * Documents as their authors wrote them, every revision for ever. Text and who applied it when;
 * what the text means is read elsewhere.
 */
@NullMarked
package dev.slipway.ledger.document;

import org.jspecify.annotations.NullMarked;
