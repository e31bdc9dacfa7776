package io.jstartup.cli.session;

import io.jstartup.cli.output.Console;
import io.jstartup.supervisor.client.Progress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A line on the terminal that says how far an operation is, once it takes longer than a second. Elsewhere it shows nothing. */
public final class ProgressLine implements Consumer<Progress>, AutoCloseable {
  private static final long FIRST_MS = 1000;
  private static final long NEXT_MS = 250;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Console console;
  private final String doing;
  private final AtomicInteger done = new AtomicInteger();
  private final long startedNanos = System.nanoTime();
  private final Thread painter;

  /** @param doing such as {@code stopping} */
  public ProgressLine(Console console, String doing) {
    this.console = console;
    this.doing = doing;
    this.painter = new Thread(this::paint, "progress");
    if (console.terminal().errIsTty() && !console.silent()) {
      painter.setDaemon(true);
      painter.start();
    }
  }

  @Override
  public void accept(Progress progress) {
    step();
  }

  /** One more is done. */
  public void step() {
    done.incrementAndGet();
  }

  @Override
  public void close() {
    painter.interrupt();
    try {
      painter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void paint() {
    boolean painted = false;
    try {
      Thread.sleep(FIRST_MS);
      while (true) {
        long seconds = (System.nanoTime() - startedNanos) / 1_000_000_000;
        console.error(
            ERASE_LINE + "jstartup: " + doing + ": " + done.get() + " done, " + seconds + " s");
        painted = true;
        Thread.sleep(NEXT_MS);
      }
    } catch (InterruptedException e) {
      if (painted) {
        console.error(ERASE_LINE);
      }
    }
  }
}
