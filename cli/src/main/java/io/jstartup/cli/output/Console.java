package io.jstartup.cli.output;

import io.jstartup.cli.caller.Terminal;
import io.jstartup.model.OsText;
import io.jstartup.model.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The two streams of a command. Bytes go out as UTF-8 whatever the locale, unbuffered. A reader that went away is no failure of the
 * command. Not for several threads.
 */
public final class Console {
  private final OutputStream out;
  private final OutputStream err;
  private final Terminal terminal;
  private final boolean silent;

  public Console(OutputStream out, OutputStream err, Terminal terminal) {
    this(out, err, terminal, false);
  }

  private Console(OutputStream out, OutputStream err, Terminal terminal, boolean silent) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.silent = silent;
  }

  /** The same streams for {@code --silent}: {@link #say} and {@link #warn} say nothing; results and problems stay. */
  public Console silenced() {
    return new Console(out, err, terminal, true);
  }

  public Terminal terminal() {
    return terminal;
  }

  public boolean silent() {
    return silent;
  }

  /** One line for the reader on stdout. Control characters are spelled out. */
  public void say(String line) {
    if (!silent) {
      result(Printable.lines(line) + "\n");
    }
  }

  /** What was asked for: text that is safe to show already, with its line ends, or JSON. */
  public void result(String text) {
    write(out, text.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #result(String)}, as UTF-8. */
  public void result(byte[] utf8) {
    write(out, utf8);
  }

  /**
   * A part of a result that may be endless.
   *
   * @throws OutputClosed when nobody reads it any more
   */
  public void write(byte[] bytes, int from, int length) throws OutputClosed {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw new OutputClosed(e);
    }
  }

  /** One line for the reader on stderr: what is not the result itself. */
  public void note(String line) {
    if (!silent) {
      write(err, OsText.encode(Printable.line(line) + "\n"));
    }
  }

  /** Something that the command went on without; on stderr. */
  public void warn(Problem problem) {
    if (!silent) {
      write(err, line("warning: " + problem.message()));
    }
  }

  /** Why the command failed; on stderr. */
  public void problem(Problem problem) {
    write(err, line(problem.message()));
  }

  /** As it is, on stderr: usage texts and progress. */
  public void error(String text) {
    write(err, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] line(String message) {
    return OsText.encode(Printable.lines("jstartup: " + message) + "\n");
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException e) {
      // The reader is gone (`jstartup list | head -1`): there is nobody left to tell.
      return;
    }
  }
}
