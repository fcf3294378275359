package dev.slipway.lab.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** The way back of one connection, until the answer that is to be spoilt. */
final class Answers implements Runnable {
  private final Socket system;
  private final Wire client;
  private final Switchboard board;
  private volatile boolean dropped;
  private volatile boolean halved;

  Answers(Socket system, Wire client, Switchboard board) {
    this.system = system;
    this.client = client;
    this.board = board;
  }

  /** The next answer does not come; the connection is reset instead. */
  void drop() {
    dropped = true;
  }

  /** Of the next answer only a half comes. */
  void halve() {
    halved = true;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[64 << 10];
    try {
      InputStream in = system.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        board.sit();
        if (dropped) {
          client.reset();
          return;
        }
        client.out().write(buffer, 0, halved ? count / 2 : count);
        client.out().flush();
        if (halved) {
          client.reset();
          return;
        }
      }
      client.raw().close();
    } catch (IOException gone) {
      client.reset();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
