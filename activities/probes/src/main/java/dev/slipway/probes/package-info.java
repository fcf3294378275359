/**
 * Asks a running version over HTTP, TLS and DNS whether it works, and cleans up behind itself. It
 * tells three things apart: the service answers wrongly, we cannot see it, we may not look. It goes
 * only where the site's settings let it go.
 */
@NullMarked
package dev.slipway.probes;

import org.jspecify.annotations.NullMarked;
