package io.jstartup.cli;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Prepares the random generator that the JDK asks for before it opens a socket by its path (for names of temporary ones, which we never
 * need): a fifth of a short command's time, spent on another processor while the command is read. What it prepares is the JDK's own; a
 * command that comes to its socket first waits for it there, and one that ends before does not wait at all.
 */
final class EarlyRandom extends Thread {
  private EarlyRandom() {
    super("early-random");
    setDaemon(true);
  }

  /** Begins, when this is a command that will ask a supervisor. What lives longer than a moment has no need of a second thread. */
  static void prepare(String[] words) {
    if (words.length > 0 && !words[0].startsWith("-") && !staysAlone(words[0])) {
      new EarlyRandom().start();
    }
  }

  /** In the rehearsal, Java's list of loaded classes has gaps where two threads load some at once. */
  private static boolean staysAlone(String word) {
    return word.equals("daemon")
        || word.equals("runtime")
        || word.equals("exec")
        || word.equals("rehearse");
  }

  @Override
  public void run() {
    try {
      SecureRandom.getInstance("NativePRNGNonBlocking");
    } catch (NoSuchAlgorithmException e) {
      // the JDK finds out for itself when it needs one
    }
  }
}
