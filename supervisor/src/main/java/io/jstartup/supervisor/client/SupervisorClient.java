package io.jstartup.supervisor.client;

import io.jstartup.dump.AppEntries;
import io.jstartup.dump.json.Json;
import io.jstartup.model.AppSpec;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import io.jstartup.supervisor.process.Outside;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A connection to the supervisor of one home. Each call sends one request and blocks until its reply, however long that takes: a stop
 * lasts as long as the app's kill_timeout. For one thread; uses nothing native. Calls throw a {@link ProblemsException} when the
 * connection breaks or the supervisor refuses the request as a whole; what failed on single processes is in the {@link Outcome}.
 *
 * <p>A target is an id, a name, a namespace, {@code all} or {@code /a regular expression/} that is looked for in names.
 */
public final class SupervisorClient implements AutoCloseable {
  /** When nobody needs to hear of progress. No lambda: a JVM's first one takes milliseconds, and a list needs none. */
  public static final Consumer<Progress> QUIET = new Quiet();

  /** connect(2)'s ENOENT; by the time we look, a supervisor that is just starting may have made the socket. */
  private static final String NOBODY_YET = "No such file or directory";

  private final Exchange exchange;
  private boolean leavesServices;

  private SupervisorClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Connects.
   *
   * @return empty when no supervisor listens there
   * @throws IOException when it can't be told, for instance because the socket is another user's
   */
  public static Optional<SupervisorClient> connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return Optional.of(new SupervisorClient(new Exchange(new Channel(channel), socket)));
    } catch (ConnectException e) {
      channel.close();
      return Optional.empty();
    } catch (SocketException e) {
      channel.close();
      if (NOBODY_YET.equals(e.getMessage()) || Files.notExists(socket)) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  public Pong ping() {
    return Replies.pong(exchange.ask(exchange.request("ping")));
  }

  /** All processes by id. */
  public List<ProcessRow> list() {
    return Replies.rows(exchange.ask(exchange.request("list")));
  }

  /**
   * All processes as the JSON text that PM2's jlist prints, UTF-8, without a newline.
   *
   * @param secrets false: what looks like one is masked
   */
  public byte[] jlist(boolean secrets) {
    return exchange.plainBody("jlist", secrets ? ",\"secrets\":true" : "");
  }

  /** The same, and whether services are in it. */
  public ListText listText(boolean secrets) {
    return exchange.text("jlist", secrets ? ",\"secrets\":true" : "");
  }

  /** From now on a stop or plain restart does not complain of services of the init system: they are in its outcome, for the caller. */
  public void leaveServices() {
    leavesServices = true;
  }

  /** Starts each app with as many instances as it says. */
  public Outcome start(List<AppSpec> apps, StartMode mode, Consumer<Progress> progress) {
    Map<String, Object> request = exchange.request("start");
    request.put("mode", mode.word());
    return exchange.outcome(request, Bodies.entries(apps), progress);
  }

  /** Stops what runs and starts all of them. */
  public Outcome restart(List<String> targets, Consumer<Progress> progress) {
    return exchange.outcome(onTargets("restart", targets), progress);
  }

  /**
   * The same, and changes them.
   *
   * @param changes in the form of the saved list; what may be changed is in {@link io.jstartup.supervisor.control.Changeable}
   */
  public Outcome restart(
      List<String> targets, Map<String, Object> changes, Consumer<Progress> progress) {
    Map<String, Object> request = Bodies.changing(onTargets("restart", targets), changes);
    return exchange.outcome(request, progress);
  }

  /**
   * The same, and changes their environments: all of that, or nothing when one has no such {@code env_NAME}.
   *
   * @param turnsWatch whether the watching of their files is turned over
   */
  public Outcome restart(
      List<String> targets,
      Map<String, Object> changes,
      boolean turnsWatch,
      EnvironmentChange environment,
      Consumer<Progress> progress) {
    Map<String, Object> request = Bodies.changing(onTargets("restart", targets), changes);
    if (turnsWatch) {
      request.put("watch", "toggle");
    }
    if (!environment.equals(EnvironmentChange.NONE)) {
      request.remove("leave_services");
    }
    return exchange.outcome(request, Bodies.withEnvironment(request, environment), progress);
  }

  /**
   * Starts or deletes instances of an app.
   *
   * @param app its name, or the id of one of its instances
   * @param count how many it shall have: {@code 4}, or {@code +2} or {@code -1} more
   */
  public Outcome scale(String app, String count, Consumer<Progress> progress) {
    Map<String, Object> request = exchange.request("scale");
    request.put("app", app);
    request.put("count", count);
    return exchange.outcome(request, progress);
  }

  /**
   * Replaces what runs by new processes, an instance's old one ending only when its new one has proved itself, where the app can; see
   * docs/reload.md. What is left as it was is among the outcome's processes too, and its problems say why.
   *
   * @param parallel how many instances of each app at a time
   * @param force whether a reload of the same app that is under way is given up
   */
  public Outcome reload(
      List<String> targets,
      EnvironmentChange environment,
      int parallel,
      boolean force,
      Consumer<Progress> progress) {
    Map<String, Object> request = onTargets("reload", targets);
    request.put("parallel", List.of((long) parallel));
    request.put("force", force);
    return exchange.outcome(request, Bodies.withEnvironment(request, environment), progress);
  }

  /** The same for apps as they are described now; each of them is listed. An app that can't be reloaded stays as it was described. */
  public Outcome reload(
      List<AppSpec> apps, int parallel, boolean force, Consumer<Progress> progress) {
    Map<String, Object> request = exchange.request("reload");
    request.put("apps", true);
    request.put("parallel", List.of((long) parallel));
    request.put("force", force);
    return exchange.outcome(request, Bodies.entries(apps), progress);
  }

  /** Counts their restarts from 0 again. */
  public Outcome reset(List<String> targets) {
    return exchange.outcome(onTargets("reset", targets), QUIET);
  }

  /** Stops them; they stay listed. */
  public Outcome stop(List<String> targets, Consumer<Progress> progress) {
    return exchange.outcome(onTargets("stop", targets), progress);
  }

  /** The same, and their files are not watched any more until that is asked for. */
  public Outcome stopWatched(List<String> targets, Consumer<Progress> progress) {
    Map<String, Object> request = onTargets("stop", targets);
    request.put("watch", "off");
    return exchange.outcome(request, progress);
  }

  /** Stops them and takes them off the list. */
  public Outcome delete(List<String> targets, Consumer<Progress> progress) {
    return exchange.outcome(onTargets("delete", targets), progress);
  }

  /** All that is known of them. */
  public Descriptions describe(List<String> targets) {
    Channel.Message reply = exchange.askWhole(onTargets("describe", targets));
    return Replies.descriptions(reply);
  }

  /**
   * Hands instances over to services of the init system: they are stopped, and no command or event starts them here any more.
   *
   * @param services their names by the instances' ids; an empty one makes an instance the supervisor's again, and doesn't start it
   * @param gate the path of the file without which the services do nothing: a supervisor that finds at its start that it is not there
   *     runs the instances itself. Empty: they have none
   */
  public Outcome handOver(Map<Integer, String> services, String gate) {
    Map<String, Object> request = exchange.request("native");
    Map<String, Object> byId = new LinkedHashMap<>();
    services.forEach((id, service) -> byId.put(Integer.toString(id), service));
    request.put("services", byId);
    if (!gate.isEmpty()) {
      request.put("gate", gate);
    }
    return exchange.outcome(request, QUIET);
  }

  /**
   * Sends a signal to the main process of each, and waits for nothing.
   *
   * @param signal its number here, 1 to 64
   */
  public Outcome signal(int signal, List<String> targets) {
    Map<String, Object> request = onTargets("signal", targets);
    request.put("signal", Integer.toString(signal));
    return exchange.outcome(request, QUIET);
  }

  /**
   * Sends a packet to the processes that these targets mean, over their channels; each finds its {@code id} in it.
   *
   * @param packet a JSON object
   */
  public Outcome message(Map<String, Object> packet, List<String> targets) {
    Map<String, Object> request = onTargets("message", targets);
    request.put("packet", packet);
    return exchange.outcome(request, QUIET);
  }

  /**
   * Saves the list for the next boot.
   *
   * @param force saves an empty list too, which is a problem otherwise
   * @return how many instances were saved
   */
  public int save(boolean force) {
    Map<String, Object> request = exchange.request("save");
    request.put("force", force);
    return (int) Replies.number(exchange.ask(request), "saved");
  }

  /** Starts what is saved and not listed yet. */
  public Outcome resurrect(Consumer<Progress> progress) {
    return exchange.outcome(exchange.request("resurrect"), progress);
  }

  /**
   * Has another version run in the supervisor's process, with all its apps and clients. Returns when that one is up.
   *
   * @param program what runs jstartup in that version, its first word an absolute path
   * @param java the folder of the Java that its launcher is to use, where the boot hook names none
   * @return the version that was replaced and the one that runs now
   */
  public Map.Entry<String, String> update(List<String> program, String java) {
    Map<String, Object> request = exchange.request("update");
    request.put("program", new ArrayList<Object>(program));
    request.put("java", java);
    Map<?, ?> reply = exchange.ask(request);
    return Map.entry(Replies.text(reply, "from"), Replies.text(reply, "version"));
  }

  /** As {@link #resurrect(Consumer)}, from an older list: a generation's number or its file's name. */
  public Outcome resurrect(String generation, Consumer<Progress> progress) {
    Map<String, Object> request = exchange.request("resurrect");
    request.put("from", generation);
    return exchange.outcome(request, progress);
  }

  /** What {@link #save} would save now. */
  public List<SavedInstance> draft() {
    AppEntries entries = AppEntries.read(Json.parse(exchange.plainBody("draft")));
    if (!entries.problems().isEmpty()) {
      throw new ProblemsException(entries.problems());
    }
    return entries.instances();
  }

  /** Has logs that somebody renamed written under their own names again; those it found, and what it could not do. */
  public LogReload reloadLogs() {
    return Replies.logReload(exchange.askWhole(exchange.request("reload-logs")));
  }

  /** Has the supervisor read the home's settings again; they hold when this returns. */
  public void configure() {
    exchange.ask(exchange.request("configure"));
  }

  /** Freezes the supervisor so that the boot hook's can take over; it comes back when it is told to stay or this connection ends. */
  public Frozen giveWay() {
    exchange.ask(exchange.request("give-way"));
    return new Frozen(exchange);
  }

  /** Makes cgroups for adopted apps; who of them is still outside, and is root's to move. */
  public List<Outside> outside() {
    return Replies.outside(exchange.ask(exchange.request("regroup")));
  }

  /** Stops all apps and ends the supervisor; returns when it is about to exit and its socket is gone. */
  public void kill(Consumer<Progress> progress) {
    Outcome outcome = exchange.outcome(exchange.request("kill"), progress);
    if (outcome.processes().isEmpty() && !outcome.ok()) {
      throw new ProblemsException(outcome.problems()); // it was refused
    }
    try {
      exchange.receive();
    } catch (IOException e) {
      return; // the connection ends with the supervisor
    }
  }

  /** The supervisor tells this connection of all that happens from when this returns on; nothing else can be asked over it. */
  public Events subscribe() {
    exchange.ask(exchange.request("subscribe"));
    return new Events(exchange);
  }

  /** From any thread. */
  @Override
  public void close() {
    exchange.close();
  }

  private Map<String, Object> onTargets(String op, List<String> targets) {
    Map<String, Object> request = exchange.request(op);
    request.put("targets", new ArrayList<Object>(targets));
    if (leavesServices && (op.equals("stop") || op.equals("restart"))) {
      request.put("leave_services", true);
    }
    return request;
  }

  private static final class Quiet implements Consumer<Progress> {
    @Override
    public void accept(Progress progress) {
      // nobody listens
    }
  }
}
