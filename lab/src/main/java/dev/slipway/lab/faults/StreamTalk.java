package dev.slipway.lab.faults;

import dev.slipway.lab.faults.Conversation.Message;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/** A connection that is passed on as it is: one to the system for each of a client's. */
final class StreamTalk implements Talk {
  private final Target target;
  private final Switchboard board;
  private final Framing framing;

  StreamTalk(Target target, Switchboard board, Framing framing) {
    this.target = target;
    this.board = board;
    this.framing = framing;
  }

  @Override
  public void serve(Wire client) throws IOException, InterruptedException {
    Socket system = target.connect();
    Answers answers = new Answers(system, client, board);
    Thread back = Thread.ofVirtual().start(answers);
    try {
      forward(client, system, answers);
    } finally {
      // ends the way back too
      system.close();
      back.join();
    }
  }

  private void forward(Wire client, Socket system, Answers answers)
      throws IOException, InterruptedException {
    Conversation conversation = framing.begin();
    for (Message message = conversation.next(client.in());
        message != null;
        message = conversation.next(client.in())) {
      Optional<Fault> fault =
          message.what().isEmpty() ? Optional.empty() : board.at(message.deed(), message.what());
      if (fault.isPresent()) {
        byte[] refusal = conversation.refusal(fault.get());
        if (refusal != null) {
          client.out().write(refusal);
          client.out().flush();
          return;
        }
        if (!goesOn(fault.get(), client, answers)) {
          return;
        }
      }
      board.sit();
      system.getOutputStream().write(message.bytes());
      system.getOutputStream().flush();
    }
  }

  /** Whether the message reaches the system. */
  private boolean goesOn(Fault fault, Wire client, Answers answers) throws InterruptedException {
    switch (fault) {
      case LATENCY -> board.rest(HttpTalk.LATE);
      case RESET_AFTER -> answers.drop();
      case HALF -> answers.halve();
      case HOLE, LONG_HOLE -> {
        board.sit();
        client.reset();
        return false;
      }
      case RESET_BEFORE -> {
        client.reset();
        return false;
      }
      default ->
          throw new IllegalStateException(
              "%s has no meaning for %s".formatted(fault.word(), framing));
    }
    return true;
  }
}
