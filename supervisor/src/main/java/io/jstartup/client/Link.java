package io.jstartup.client;

import io.jstartup.io.PrivateFolder;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SignalNumber;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.live.LeftBehind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The way to one home's supervisor. For any thread. */
final class Link {
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

  private final ClientOptions options;
  private final HomeLayout home;
  private volatile boolean killed;

  Link(ClientOptions options) {
    this.options = options;
    this.home = options.layout();
  }

  /** Asks over a connection of its own. */
  <T> T ask(Function<SupervisorClient, T> question) {
    try (SupervisorClient client = open()) {
      return question.apply(client);
    }
  }

  /** A connection that the caller closes. */
  SupervisorClient open() {
    try {
      Optional<SupervisorClient> running = awaitSuccessor();
      if (running.isPresent()) {
        return running.get();
      }
      if (killed || !options.starts()) {
        throw none();
      }
      PrivateFolder.ensure(home.home());
      return SupervisorCommand.launcher(options).connectOrStart(options.longestStart());
    } catch (IOException e) {
      String what = "cannot reach the supervisor behind '" + home.socket() + "'";
      throw new ProblemsException(new Problem(what, e.toString(), "is it another user's?"), e);
    }
  }

  /** One that died and left a list is followed by the one that its init system starts; that takes a moment. */
  private Optional<SupervisorClient> awaitSuccessor() throws IOException {
    Optional<SupervisorClient> client = SupervisorClient.connect(home.socket());
    long deadline = System.nanoTime() + options.longestStart().toNanos();
    while (client.isEmpty()
        && LeftBehind.lists(home)
        && LeftBehind.hooked(home)
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      client = SupervisorClient.connect(home.socket());
    }
    return client;
  }

  void kill() {
    try (SupervisorClient client = open()) {
      killed = true;
      client.kill(SupervisorClient.QUIET);
    }
  }

  private ProblemsException none() {
    String why =
        killed ? "it was ended by this program" : "it is not to be started by this program";
    return new ProblemsException(
        "no supervisor runs for '" + home.home() + "'", why, "start one with any jstartup command");
  }

  static void complain(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  static int signal(String word) {
    return SignalNumber.parse(word)
        .orElseThrow(
            () -> new ProblemsException("cannot send '" + word + "'", "it is no signal", ""));
  }
}
