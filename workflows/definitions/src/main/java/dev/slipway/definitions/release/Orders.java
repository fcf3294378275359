package dev.slipway.definitions.release;

import dev.slipway.contract.release.ChildNews;
import dev.slipway.contract.release.Order;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.lock.LockAnswer;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunState;
import dev.slipway.rollout.Trouble;
import java.util.Optional;

/**
 * Turns messages of people, the environment and children into holds and stops. Every refusal says
 * why.
 */
final class Orders {
  private final Desk desk;
  private final Children children;

  Orders(Desk desk, Children children) {
    this.desk = desk;
    this.children = children;
  }

  Answer hold(Order order) {
    Optional<String> why = over();
    if (why.isPresent()) {
      return refused("hold", order, why.get());
    }
    if (desk.control().isHeldBecauseOf("person")) {
      return refused("hold", order, "it is held already: " + desk.control().reasonsInWords());
    }
    desk.control().hold("person", order.by().name(), order.reason());
    return new Answer.Accepted("held; resume, abort or roll back");
  }

  Answer resume(Order order) {
    Optional<String> why = over();
    if (why.isPresent()) {
      return refused("resume", order, why.get());
    }
    if (!desk.control().isHeld()) {
      return refused("resume", order, "it is not held");
    }
    if (!desk.control().liftByHand(order.by().name())) {
      return refused(
          "resume",
          order,
          "what holds it cannot be lifted by hand: " + desk.control().reasonsInWords());
    }
    return new Answer.Accepted(
        desk.control().isHeld() ? "still held: " + desk.control().reasonsInWords() : "goes on");
  }

  Answer abort(Order order) {
    if (desk.control().isFinishing() || desk.control().isDetached()) {
      return refused("abort", order, "its end is decided already; roll back instead");
    }
    if (desk.control().stopped().isPresent() || desk.status().state() == RunState.COMPENSATING) {
      return new Answer.Accepted("it is going back already");
    }
    desk.journal().note(new Fact.AbortAccepted(order.by().name(), order.reason()));
    desk.journal().tell();
    desk.control().stop(new Trouble.Stopped(order.by().name(), order.reason()));
    return new Answer.Accepted("stops now and goes back");
  }

  Answer detach(Order order) {
    Optional<String> why = over();
    if (why.isPresent()) {
      return refused("detach", order, why.get());
    }
    desk.journal()
        .note(new Fact.LockLost("let go by %s: %s".formatted(order.by().name(), order.reason())));
    desk.control().detach();
    return new Answer.Accepted("let go; nothing more is done and nothing is undone");
  }

  void lock(LockAnswer answer, Lock lock) {
    Control control = desk.control();
    if (control.isFinishing()) {
      return;
    }
    switch (answer) {
      case LockAnswer.Granted granted -> lock.granted(granted.token());
      case LockAnswer.Waiting waiting -> lock.waiting(waiting.why());
      case LockAnswer.Forgotten unknown -> lock.forgotten();
      case LockAnswer.Wanted wanted ->
          desk.status().tell("%s of %s waits for this run".formatted(wanted.by(), wanted.who()));
      case LockAnswer.Preempted preempted ->
          control.stop(new Trouble.Stopped(preempted.who(), "pre-empted by " + preempted.by()));
      case LockAnswer.Broken taken -> {
        control.breakLock();
        children.stopAll("%s broke its lock: %s".formatted(taken.by(), taken.reason()));
        desk.journal()
            .note(new Fact.LockLost("broken by %s: %s".formatted(taken.by(), taken.reason())));
        control.stop(new Trouble.Stopped(taken.by(), "the lock was broken: " + taken.reason()));
      }
      case LockAnswer.StopOrdered stop -> stopOrdered(stop);
      case LockAnswer.StopLifted lifted -> control.lift("stop-order", lifted.by());
    }
  }

  private void stopOrdered(LockAnswer.StopOrdered stop) {
    if (desk.status().state().ended() || desk.status().state() == RunState.COMPENSATING) {
      return;
    }
    if (stop.order().toStable()) {
      desk.control()
          .stop(new Trouble.Stopped(stop.order().by(), "emergency stop: " + stop.order().reason()));
    } else {
      desk.control()
          .hold("stop-order", stop.order().by(), "emergency stop: " + stop.order().reason());
    }
  }

  /** Two services may suffer from one system: each holds the run for itself. */
  static String illness(ServiceName service, String system) {
    return "ill:" + service + "/" + system;
  }

  /** An ill system holds the release for as long as the child says so; nobody is blamed. */
  void child(ChildNews news) {
    String key = illness(news.service(), news.system());
    if (desk.status().state() == RunState.COMPENSATING || desk.control().stopped().isPresent()) {
      if (news.trouble() != null) {
        desk.status().tell(news.service() + ": " + news.trouble().sentence());
      }
      return;
    }
    if (news.verifying()) {
      desk.stage().verifies(news.service());
    } else if (news.trouble() == null) {
      desk.control().lift(key, "slipway");
    } else {
      desk.control().hold(key, "slipway", news.service() + ": " + news.trouble().sentence());
    }
  }

  /** Why it is too late to order or to decide anything but an abort; empty while it is not. */
  Optional<String> over() {
    if (desk.control().isFinishing() || desk.control().isDetached()) {
      return Optional.of("its end is decided already");
    }
    if (desk.status().state() == RunState.COMPENSATING) {
      return Optional.of("it is going back already");
    }
    return desk.control().stopped().map(t -> "it is stopping: " + t.sentence());
  }

  private Answer refused(String what, Order order, String why) {
    desk.journal().note(new Fact.MessageRefused(what, order.by().name(), why));
    desk.journal().tell();
    return new Answer.Refused(why);
  }
}
