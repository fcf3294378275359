package dev.slipway.api.ledger;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends open streams when the API stops, so that stopping waits for none; callers come again. */
@Component
final class Closing {
  private volatile boolean closing;

  @EventListener
  void closed(ContextClosedEvent event) {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }
}
