package io.jstartup.cli.session;

import io.jstartup.cli.caller.Caller;
import io.jstartup.cli.output.Console;
import io.jstartup.dump.DumpStore;
import io.jstartup.io.PrivateFolder;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.live.LeftBehind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One command's surroundings. For one thread. */
public final class Session {
  private static final Duration LONGEST_START = Duration.ofSeconds(20);
  private static final long LOOK_AGAIN_NANOS = 20_000_000L;

  private final Caller caller;
  private Console console;
  private HomeLayout home;

  public Session(Caller caller, Console console) {
    this.caller = caller;
    this.console = console;
  }

  public Caller caller() {
    return caller;
  }

  public Console console() {
    return console;
  }

  public void silence() {
    console = console.silenced();
  }

  public HomeLayout home() {
    if (home == null) {
      home = Homes.of(caller);
    }
    return home;
  }

  /** For the supervisor itself, whose home is an argument. */
  public void home(HomeLayout other) {
    home = other;
  }

  /** Whether the caller's shell has asked for secrets, with {@code JSTARTUP_SHOW_SECRETS=1}. */
  public boolean showsSecrets() {
    return "1".equals(caller.env().get("JSTARTUP_SHOW_SECRETS"));
  }

  public DumpStore savedList() {
    return new DumpStore(home());
  }

  /**
   * The supervisor of this home; empty when none runs and none died that left a list. A dead one is followed by the one that its init
   * system starts, or else by one that is started here: it takes the apps over.
   */
  public Optional<SupervisorClient> running() {
    Optional<SupervisorClient> client = reach();
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (client.isEmpty() && LeftBehind.lists(home())) {
      if (!LeftBehind.hooked(home()) || System.nanoTime() - deadline > 0) {
        return Optional.of(start());
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      client = reach();
    }
    return client;
  }

  /**
   * The same for a boot hook that starts no successor any more: one that takes over what runs is started at once. Empty too while the
   * supervisor that gave way to the hook's lives, as the apps are its own again when nobody else is there.
   */
  public Optional<SupervisorClient> heir() {
    if (LeftBehind.awaited(home())) {
      return Optional.empty();
    }
    Optional<SupervisorClient> client = reach();
    return client.isEmpty() && LeftBehind.runs(home()) ? Optional.of(start()) : client;
  }

  /** The supervisor that answers at this moment. */
  public Optional<SupervisorClient> reach() {
    try {
      return SupervisorClient.connect(home().socket());
    } catch (IOException e) {
      throw new ProblemsException(unreachable(e), e);
    }
  }

  /** The supervisor of this home, started when none runs. */
  public SupervisorClient supervisor() {
    return running().orElseGet(this::start);
  }

  private SupervisorClient start() {
    PrivateFolder.ensure(home().home());
    try {
      return DaemonCommand.launcher(home()).connectOrStart(LONGEST_START);
    } catch (IOException e) {
      throw new ProblemsException(unreachable(e), e);
    }
  }

  private Problem unreachable(IOException e) {
    return new Problem(
        "cannot reach the supervisor behind '" + home().socket() + "'",
        e.getMessage() == null ? e.toString() : e.getMessage(),
        "run this as the home's owner, or set JSTARTUP_HOME");
  }
}
