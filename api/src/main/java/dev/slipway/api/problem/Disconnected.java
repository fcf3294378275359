package dev.slipway.api.problem;

import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Whether an exception only says that the caller has gone; then nobody is left to be told. */
final class Disconnected {
  private Disconnected() {}

  static boolean is(Throwable thrown) {
    return thrown instanceof AsyncRequestNotUsableException
        || thrown.getClass().getSimpleName().equals("ClientAbortException");
  }
}
