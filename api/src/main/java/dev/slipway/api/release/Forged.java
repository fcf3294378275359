package dev.slipway.api.release;

import dev.slipway.api.door.AuthenticationFilter;
import dev.slipway.api.door.Caller;
import dev.slipway.api.ledger.OwnFacts;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.ProblemBody;
import dev.slipway.api.problem.ProblemWriter;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.repeat.Key;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.Runs;
import dev.slipway.name.RunId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Writes down who said what to a run without being allowed to. A caller who tries the same again
 * and again must not fill the ledger, so one attempt a day is written for each caller, run, message
 * and reason: the reasons are ours and few, and every caller has a token that somebody made.
 */
@RestControllerAdvice(assignableTypes = MessageController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Forged {
  private static final Logger LOG = LoggerFactory.getLogger(Forged.class);
  private static final int ID_DIGITS = 32;

  private final Runs runs;
  private final OwnFacts facts;
  private final Clock clock;

  Forged(Runs runs, OwnFacts facts, Clock clock) {
    this.runs = runs;
    this.facts = facts;
    this.clock = clock;
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> refused(Refusal refusal, HttpServletRequest request) {
    Caller caller = AuthenticationFilter.of(request);
    if (refusal.kind() == Kind.FORBIDDEN && caller != null) {
      note(request.getRequestURI().split("/"), caller, refusal.detail());
    }
    return ProblemWriter.answer(refusal, request);
  }

  /**
   * Never fails: the caller is refused whether or not the ledger can be reached.
   *
   * @param path ends with the run and the message
   */
  private void note(String[] path, Caller caller, String why) {
    String message = path[path.length - 1].replace("votes", "vote");
    try {
      runs.find(RunId.of(path[path.length - 2]))
          .filter(view -> view.asked().kind() != RunKind.JOURNAL)
          .ifPresent(view -> append(view, new Fact.MessageRefused(message, caller.name(), why)));
    } catch (RuntimeException unwritten) {
      LOG.warn("{} by {} was refused, and the ledger was not told", message, caller.name());
      LOG.debug("why the ledger was not told", unwritten);
    }
  }

  private void append(RunView view, Fact.MessageRefused refused) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String id = Key.sha256(day + " " + refused).substring(0, ID_DIGITS);
    facts.append(view.run(), view.asked().environment(), "api/forged/" + id, refused);
  }
}
