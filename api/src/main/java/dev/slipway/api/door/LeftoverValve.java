package dev.slipway.api.door;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * What is left of a body after its answer: Tomcat would read on to use the connection again, at the
 * pace of whoever sends it. Here a little of it is read, and then the connection is closed.
 */
final class LeftoverValve extends ValveBase {
  private static final int LITTLE = 64 * 1024;

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (!isRead(request)) {
      drop(request);
    }
  }

  private static boolean isRead(Request request) {
    var read = new AtomicBoolean();
    request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, read);
    return read.get();
  }

  private static void drop(Request request) {
    try {
      ServletInputStream rest = request.getInputStream();
      // what has arrived costs nothing; not to wait for more is the point
      int there = Math.min(rest.available(), LITTLE);
      rest.skipNBytes(there);
    } catch (IOException | IllegalStateException gone) {
      // then there is nothing to use again either
    }
    if (!isRead(request)) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }
}
