/**
 * Reading: views of runs, their facts in order, what is remembered of services and digests, export
 * and proof of the chains. Nothing here writes; the API serves from here and never asks a workflow.
 */
@NullMarked
package dev.slipway.ledger.read;

import org.jspecify.annotations.NullMarked;
