package io.jstartup.client;

import io.jstartup.model.AppSpec;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.supervisor.client.Description;
import io.jstartup.supervisor.client.Descriptions;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.Pong;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import io.jstartup.supervisor.log.LogFlush;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What the command line does, as a Java API: the supervisor of one home, which runs in a process of its own and outlives this program.
 *
 * <p>Each call blocks until what it asks for is done: a stop lasts as long as the app's {@code kill_timeout}. Calls may come from any
 * thread; each has a connection of its own, so a slow one keeps no other waiting. A call that fails, in whole or for some of what it
 * names, throws a {@link ProblemsException} with all that went wrong; what could be done is done. A supervisor that has died meanwhile is
 * followed by another one, which has the same apps.
 *
 * <p>A target is an id, a name, a namespace, {@code all} or {@code /a regular expression/} that is looked for in names. Process files
 * are no targets here: {@link #startFile} takes them.
 */
public final class JStartup implements AutoCloseable {
  private final Link link;
  private final Completion completion;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

  private JStartup(ClientOptions options) {
    this.link = new Link(options);
    this.completion = new Completion(options);
  }

  /** The supervisor of the usual home, started when none runs: {@link ClientOptions#usual}. */
  public static JStartup connect() {
    return connect(ClientOptions.usual());
  }

  /**
   * The supervisor that the options name.
   *
   * @throws ProblemsException when none runs and none is to be or can be started, or it is another user's
   */
  public static JStartup connect(ClientOptions options) {
    JStartup jstartup = new JStartup(options);
    jstartup.ping();
    return jstartup;
  }

  /** Who serves the home. */
  public Pong ping() {
    return link.ask(SupervisorClient::ping);
  }

  /**
   * Starts apps: an app of a name that is listed is restarted as it is described now, others are started.
   *
   * @return all instances of them
   */
  public List<ProcessRow> start(App... apps) {
    return start(completion.of(apps));
  }

  /** Starts the apps of a process file, as {@link #start(App...)} does. */
  public List<ProcessRow> startFile(Path file) {
    return start(completion.of(file));
  }

  private List<ProcessRow> start(List<AppSpec> apps) {
    return done(client -> client.start(apps, StartMode.FILE, SupervisorClient.QUIET));
  }

  /** Stops them; they stay listed. */
  public List<ProcessRow> stop(String... targets) {
    return done(client -> client.stop(List.of(targets), SupervisorClient.QUIET));
  }

  /** Stops what runs and starts all of them. */
  public List<ProcessRow> restart(String... targets) {
    return done(client -> client.restart(List.of(targets), SupervisorClient.QUIET));
  }

  /**
   * Replaces what runs by new processes, one instance after another. An app with {@code listen} attributes loses no request: its old
   * process ends when the new one has proved itself, and stays when that fails. Others are restarted.
   *
   * @throws io.jstartup.model.ProblemsException with what failed of which app, and what its new process said last
   */
  public List<ProcessRow> reload(String... targets) {
    return done(
        client ->
            client.reload(
                List.of(targets), EnvironmentChange.NONE, 1, false, SupervisorClient.QUIET));
  }

  /**
   * Stops them and takes them off the list.
   *
   * @return them as they were
   */
  public List<ProcessRow> delete(String... targets) {
    return done(client -> client.delete(List.of(targets), SupervisorClient.QUIET));
  }

  /** All processes by id. */
  public List<ProcessRow> list() {
    return link.ask(SupervisorClient::list);
  }

  /** All that is known of them; the environment among it may hold secrets. */
  public List<Description> describe(String... targets) {
    Descriptions found = link.ask(client -> client.describe(List.of(targets)));
    Link.complain(found.problems());
    return found.instances();
  }

  /**
   * Saves the list for the next boot. An empty list is not saved.
   *
   * @return how many instances were saved
   */
  public int save() {
    return link.ask(client -> client.save(false));
  }

  /** Starts what is saved and not listed yet. */
  public List<ProcessRow> resurrect() {
    return done(client -> client.resurrect(SupervisorClient.QUIET));
  }

  /**
   * Empties the logs of these apps. Links are refused.
   *
   * @return the files that are empty now
   */
  public List<Path> flush(String... targets) {
    LogFlush flush =
        LogFlush.of(
            LogFlush.paths(describe(targets).stream().map(it -> it.saved().app().logs()).toList()));
    Link.complain(flush.problems());
    return flush.emptied();
  }

  /**
   * Sends a signal to the main process of each, and waits for nothing.
   *
   * @param signal {@code SIGUSR2}, {@code USR2} or {@code 12}
   */
  public List<ProcessRow> sendSignal(String signal, String... targets) {
    int number = Link.signal(signal);
    return done(client -> client.signal(number, List.of(targets)));
  }

  /**
   * Sends data to the process of each, over its channel; {@code process.on('message', ...)} in Node gets a packet with {@code topic},
   * {@code data} and {@code id}, as PM2's {@code sendDataToProcessId} has it. What it leads to is not waited for.
   *
   * @param data a JSON value: map, list, text, number, boolean or null
   */
  public List<ProcessRow> sendData(String topic, Object data, String... targets) {
    Map<String, Object> packet = new LinkedHashMap<>();
    packet.put("type", "process:msg");
    packet.put("topic", topic);
    packet.put("data", data);
    return done(client -> client.message(packet, List.of(targets)));
  }

  /** Stops all apps and ends the supervisor; from then on this can only be closed. The saved list stays as it is. */
  public void kill() {
    link.kill();
  }

  /** Has the listener told of all that happens from when this returns on, until either is closed. */
  public Subscription subscribe(EventListener listener) {
    Subscription subscription = Subscription.begin(link.open(), listener, subscriptions::remove);
    subscriptions.add(subscription);
    return subscription;
  }

  /** Closes the subscriptions. The supervisor and its apps go on. */
  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }

  private List<ProcessRow> done(Function<SupervisorClient, Outcome> operation) {
    Outcome outcome = link.ask(operation);
    Link.complain(outcome.problems());
    return outcome.processes();
  }
}
