/**
 * Who may come in. A token's secret is shown once, when it is made; what is stored is its hash, so
 * that nobody who reads the database can use a token.
 */
@NullMarked
package dev.slipway.ledger.token;

import org.jspecify.annotations.NullMarked;
