package dev.slipway.practice.demo;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Ends the demo's processes when the demo itself is gone, also after {@code kill -9}: a shell at
 * the other end of a pipe, which sees the pipe close whatever the demo died of. The children cannot
 * do this themselves, for two of them are not ours.
 */
final class Warden implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      pids=
      while read -r word pid; do
        case $word in
          watch) pids="$pids $pid" ;;
          forget)
            kept=
            for p in $pids; do [ "$p" = "$pid" ] || kept="$kept $p"; done
            pids=$kept ;;
          leave) exit 0 ;;
        esac
      done
      if [ -r "$1/postgres/postmaster.pid" ]; then
        read -r pid <"$1/postgres/postmaster.pid"
        pids="$pids $pid"
      fi
      for p in $pids; do kill -TERM "$p" 2>/dev/null; done
      for turn in 1 2 3 4 5 6 7 8 9 10; do
        alive=
        for p in $pids; do kill -0 "$p" 2>/dev/null && alive="$alive $p"; done
        [ -n "$alive" ] || break
        sleep 0.5
      done
      for p in $alive; do kill -KILL "$p" 2>/dev/null; done
      rm -rf -- "$1"
      """;

  private final Writer pipe;

  /**
   * @param home folder to take away when the demo is gone
   */
  Warden(Path home) {
    try {
      Process shell =
          new ProcessBuilder(List.of("sh", "-c", SCRIPT, "warden", home.toString()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      pipe = shell.outputWriter(StandardCharsets.US_ASCII);
    } catch (IOException absent) {
      throw new DemoFailure("sh cannot be started", absent);
    }
  }

  void watch(long pid) {
    tell("watch " + pid);
  }

  /** Of a process that has ended: its number may belong to anybody soon. */
  void forget(long pid) {
    tell("forget " + pid);
  }

  private synchronized void tell(String line) {
    try {
      pipe.write(line + "\n");
      pipe.flush();
    } catch (IOException gone) {
      // without its warden the demo works as well; only a kill -9 of it would leave processes
      Stage.say("demo: nobody watches over its processes any more");
    }
  }

  /** The demo has stopped what it started and wants its folder to stay. */
  void leave() {
    tell("leave");
  }

  /** Whatever is still watched ends now. */
  @Override
  public void close() throws IOException {
    pipe.close();
  }
}
