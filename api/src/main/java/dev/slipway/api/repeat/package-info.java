/**
 * Idempotency keys: the same key with the same body has one effect and one answer, whichever of
 * several API processes is asked, and whenever one of them dies. It stands between the door and the
 * controllers and knows nothing of what they do. It uses the door and the room for problems.
 */
@NullMarked
package dev.slipway.api.repeat;

import org.jspecify.annotations.NullMarked;
