package dev.slipway.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the container itself refuses, said in the same form as everything else. */
@Hidden
@Controller
final class ErrorPage implements ErrorController {
  private final ProblemWriter writer;

  ErrorPage(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("/error")
  void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Kind kind = Kind.ofStatus(status instanceof Integer code ? code : 404);
    writer.write(Refusal.of(kind, kind.title()), request, response);
  }
}
