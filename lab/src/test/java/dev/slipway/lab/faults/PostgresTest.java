package dev.slipway.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lab.faults.Conversation.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void knowsTheEndOfATransactionEvenOfAStatementPreparedLongAgo() throws IOException {
    start(80877103);
    start(196608);
    message('P', "S_1\0COMMIT\0\0\0");
    message('P', "\0insert into fact\n values (1)\0\0\0");
    message('B', "\0\0\0\0\0\0");
    message('E', "\0\0\0\0\0");
    message('B', "\0S_1\0\0\0\0\0");
    message('Q', "select 1\0");

    List<Message> heard = heard();

    assertThat(heard.stream().map(Message::what).filter(what -> !what.isEmpty()))
        .containsExactly("insert into fact values (1)", "COMMIT", "select 1");
    assertThat(heard.stream().filter(one -> one.deed() == Deed.WRITE).map(Message::what))
        .containsExactly("COMMIT");
  }

  @Test
  void losesNoByte() throws IOException {
    start(196608);
    message('p', "only-this-run\0");
    message('Q', "begin\0");
    message('X', "");

    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    heard().forEach(one -> passed.writeBytes(one.bytes()));

    assertThat(passed.toByteArray()).isEqualTo(said.toByteArray());
  }

  private List<Message> heard() throws IOException {
    Conversation conversation = Framing.POSTGRES.begin();
    ByteArrayInputStream in = new ByteArrayInputStream(said.toByteArray());
    List<Message> heard = new ArrayList<>();
    for (Message next = conversation.next(in); next != null; next = conversation.next(in)) {
      heard.add(next);
    }
    return heard;
  }

  private void start(int code) throws IOException {
    var out = new DataOutputStream(said);
    out.writeInt(8);
    out.writeInt(code);
  }

  private void message(char letter, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var out = new DataOutputStream(said);
    out.writeByte(letter);
    out.writeInt(bytes.length + Integer.BYTES);
    out.write(bytes);
  }
}
