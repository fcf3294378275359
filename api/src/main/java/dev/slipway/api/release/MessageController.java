package dev.slipway.api.release;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.engine.Message;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Reasons;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.release.MessageBodies.OrderBody;
import dev.slipway.api.release.MessageBodies.VoteBody;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Choice;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people say to a run while it lives. Each message is judged by the run itself. */
@RestController
@Tag(name = "messages")
@RequestMapping("/api/v1/releases/{run}")
class MessageController {
  private final Desk desk;

  MessageController(Desk desk) {
    this.desk = desk;
  }

  @PostMapping("/votes")
  @Needs({Role.APPROVER, Role.OPERATOR})
  @Operation(summary = "Approve, reject or override at the gate")
  Answer.Accepted vote(
      @PathVariable RunId run,
      @RequestBody VoteBody body,
      Caller caller,
      HttpServletRequest request) {
    if (body.choice() == null) {
      throw Refusal.invalid("choice", "this field is needed; known: approve, reject, override");
    }
    if (body.planHash() == null || body.planHash().isBlank()) {
      throw Refusal.invalid("planHash", "this field is needed: the hash of the plan you saw");
    }
    if (body.choice() != Choice.OVERRIDE && !caller.has(Role.APPROVER)) {
      throw Refusal.of(
          Kind.FORBIDDEN,
          "voting needs the role approver; the token of %s has not got it"
              .formatted(caller.name()));
    }
    return desk.vote(run, body, caller, request);
  }

  @PostMapping("/hold")
  @Needs(Role.OPERATOR)
  @Operation(summary = "Stop advancing, keep watching")
  Answer.Accepted hold(
      @PathVariable RunId run,
      @RequestBody(required = false) @Nullable OrderBody body,
      Caller caller,
      HttpServletRequest request) {
    return desk.order(run, Message.HOLD, optional(body), caller, request);
  }

  @PostMapping("/resume")
  @Needs(Role.OPERATOR)
  @Operation(summary = "Go on after a hold")
  Answer.Accepted resume(
      @PathVariable RunId run,
      @RequestBody(required = false) @Nullable OrderBody body,
      Caller caller,
      HttpServletRequest request) {
    return desk.order(run, Message.RESUME, optional(body), caller, request);
  }

  @PostMapping("/abort")
  @Needs(Role.OPERATOR)
  @Operation(summary = "End now and return to stable; always wins")
  Answer.Accepted abort(
      @PathVariable RunId run,
      @RequestBody(required = false) @Nullable OrderBody body,
      Caller caller,
      HttpServletRequest request) {
    return desk.order(run, Message.ABORT, optional(body), caller, request);
  }

  @PostMapping("/detach")
  @Needs(Role.OPERATOR)
  @Operation(summary = "Let go of the run: nothing more is done and nothing is undone")
  Answer.Accepted detach(
      @PathVariable RunId run,
      @RequestBody OrderBody body,
      Caller caller,
      HttpServletRequest request) {
    return desk.order(run, Message.DETACH, Reasons.needed(body.reason()), caller, request);
  }

  private static String optional(@Nullable OrderBody body) {
    return Reasons.optional(body == null ? null : body.reason());
  }
}
