package io.jstartup.cli.output;

import io.jstartup.cli.caller.Terminal;
import io.jstartup.model.OsText;
import io.jstartup.model.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The two streams of a command. Bytes go out as UTF-8 whatever the locale, unbuffered. A reader that went away is no failure of the
 * command; anything else that keeps a result from being written is, and is told by {@link #loss} as the command may have done more than
 * to say something. Not for several threads.
 */
public final class Console {
  /** EPIPE, in the words that Java has of the C library in the C locale, which the launcher sets. */
  private static final String READER_GONE = "Broken pipe";

  private final OutputStream out;
  private final OutputStream err;
  private final Terminal terminal;
  private final boolean silent;
  private final AtomicReference<IOException> loss;

  public Console(OutputStream out, OutputStream err, Terminal terminal) {
    this(out, err, terminal, false, new AtomicReference<>());
  }

  private Console(
      OutputStream out,
      OutputStream err,
      Terminal terminal,
      boolean silent,
      AtomicReference<IOException> loss) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.silent = silent;
    this.loss = loss;
  }

  /** The same streams for {@code --silent}: {@link #say} and {@link #warn} say nothing; results and problems stay. */
  public Console silenced() {
    return new Console(out, err, terminal, true, loss);
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
    result(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #result(String)}, as UTF-8. */
  public void result(byte[] utf8) {
    try {
      out.write(utf8);
      out.flush();
    } catch (IOException e) {
      lose(e);
    }
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
      lose(e);
      throw new OutputClosed(e);
    }
  }

  /** One line for the reader on stderr: what is not the result itself. */
  public void note(String line) {
    if (!silent) {
      error(OsText.encode(Printable.line(line) + "\n"));
    }
  }

  /** Something that the command went on without; on stderr. */
  public void warn(Problem problem) {
    if (!silent) {
      error(line("warning: " + problem.message()));
    }
  }

  /** Why the command failed; on stderr. */
  public void problem(Problem problem) {
    error(line(problem.message()));
  }

  /** As it is, on stderr: usage texts and progress. */
  public void error(String text) {
    error(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] line(String message) {
    return OsText.encode(Printable.lines("jstartup: " + message) + "\n");
  }

  private void error(byte[] bytes) {
    try {
      err.write(bytes);
      err.flush();
    } catch (IOException e) {
      // nobody is left to tell
    }
  }

  /** {@code jstartup list | head -1} has all that it wants. */
  private void lose(IOException e) {
    if (!READER_GONE.equals(e.getMessage())) {
      loss.compareAndSet(null, e);
    }
  }

  /** Why a part of the result is missing where it was to go, as with a full disk. */
  public Optional<IOException> loss() {
    return Optional.ofNullable(loss.get());
  }
}
