package io.jstartup.supervisor.boot;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import java.time.Duration;

/**
 * Collects once after a start and after many apps were listed, and gives back what only these needed: reading many apps leaves more
 * garbage than they take, and half of the JVM's code that a start looks at is not looked at again. A supervisor that then has nothing to
 * do would keep it for days. Takes some 10 ms of the loop's thread. On the loop's thread.
 */
public final class HeapTrim implements Observer {
  private static final int MANY = 100;
  private static final Duration QUIET = Duration.ofSeconds(1);

  /** The JVM frees the memory of its compilers each five seconds. */
  private static final Duration REST = Duration.ofSeconds(6);

  private final EventLoop loop;
  private final OperatingSystem system;
  private int listed;
  private boolean planned;

  public HeapTrim(EventLoop loop, OperatingSystem system) {
    this.loop = loop;
    this.system = system;
    plan();
  }

  @Override
  public void described(Instance instance) {
    listed++;
    if (listed >= MANY && !planned) {
      plan();
    }
  }

  private void plan() {
    planned = true;
    loop.after(QUIET, this::trim);
  }

  private void trim() {
    planned = false;
    listed = 0;
    System.gc();
    loop.after(REST, system::releaseUnusedMemory);
  }

  @Override
  public void changed(Instance instance) {}

  @Override
  public void removed(Instance instance) {}
}
