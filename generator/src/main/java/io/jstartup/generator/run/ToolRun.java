package io.jstartup.generator.run;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a tool of the machine, with a small environment of our own, no input and a time limit.
 *
 * @param out the beginning of its standard output
 * @param error the beginning of its standard error
 * @param whole false when an output was longer than what was kept
 */
record ToolRun(int exitCode, byte[] out, byte[] error, boolean whole) {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C", "SYSTEMD_COLORS", "0");

  /** A grandchild may hold an output open after the tool's end; no more is waited for than this. */
  private static final int DRAIN_MILLIS = 2000;

  static ToolRun of(Command command, int mostOutput) {
    String name = command.argv().get(0);
    Path tool = SystemTools.find(name).orElseThrow(() -> missing(command, name));
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command.argv()));
    builder.command().set(0, tool.toString());
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.directory(Path.of("/").toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    try {
      return finish(command, builder.start(), mostOutput);
    } catch (IOException e) {
      throw new ProblemsException(
          new Problem("cannot run '" + command + "'", String.valueOf(e.getMessage())), e);
    }
  }

  private static ProblemsException missing(Command command, String name) {
    return new ProblemsException(
        "cannot run '" + command + "'",
        "there is no '" + name + "' in the system's folders",
        "install the package that brings it");
  }

  private static ToolRun finish(Command command, Process process, int mostOutput) {
    Drain out = Drain.of(process.getInputStream(), mostOutput);
    Drain error = Drain.of(process.getErrorStream(), mostOutput);
    try {
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProblemsException(
            "'" + command + "' did not end",
            "its limit is " + command.limit().toSeconds() + " s",
            "");
      }
      out.await();
      error.await();
      return new ToolRun(
          process.exitValue(), out.bytes(), error.bytes(), out.isWhole() && error.isWhole());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemsException(new Problem("'" + command + "' was interrupted", ""), e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads a stream to its end, so that the writer never blocks; keeps the beginning. */
  private static final class Drain {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final InputStream stream;
    private final int most;
    private final Thread reader = new Thread(this::copy, "command output");
    private boolean whole = true;

    private Drain(InputStream stream, int most) {
      this.stream = stream;
      this.most = most;
    }

    static Drain of(InputStream stream, int most) {
      Drain drain = new Drain(stream, most);
      drain.reader.setDaemon(true);
      drain.reader.start();
      return drain;
    }

    private void copy() {
      byte[] buffer = new byte[8192];
      try (stream) {
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
          keep(buffer, n);
        }
      } catch (IOException e) {
        return; // the tool's end closed it; what was read is what there is
      } catch (OutOfMemoryError e) {
        cutShort();
      }
    }

    private synchronized void cutShort() {
      whole = false;
    }

    private synchronized void keep(byte[] buffer, int length) {
      int fitting = Math.min(length, most - kept.size());
      kept.write(buffer, 0, fitting);
      whole &= fitting == length;
    }

    void await() throws InterruptedException {
      reader.join(DRAIN_MILLIS);
    }

    synchronized byte[] bytes() {
      return kept.toByteArray();
    }

    synchronized boolean isWhole() {
      return whole;
    }
  }
}
