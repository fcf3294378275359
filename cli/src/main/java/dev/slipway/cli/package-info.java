/**
 * The command line client. It talks to the API and to nothing else, keeps no state but the address
 * and the place of a token, and decides nothing: what may be done is the API's word. May use the
 * documents module to check files before they are sent.
 */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
