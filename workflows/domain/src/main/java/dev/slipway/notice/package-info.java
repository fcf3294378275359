/**
 * Who is told what. A notice is rendered from a fact, sent to receivers, and named by a key so that
 * each receiver gets it once.
 */
@NullMarked
package dev.slipway.notice;

import org.jspecify.annotations.NullMarked;
