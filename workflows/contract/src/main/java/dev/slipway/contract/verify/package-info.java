/** Activities that ask a running version: HTTP, TLS, DNS, metrics. */
@NullMarked
package dev.slipway.contract.verify;

import org.jspecify.annotations.NullMarked;
