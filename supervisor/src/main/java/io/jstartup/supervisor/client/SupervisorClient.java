package io.jstartup.supervisor.client;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.control.Frame;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.Protocol;
import io.jstartup.supervisor.control.StartMode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A connection to the supervisor of one home. Each call sends one request and blocks until its reply, however long that takes: a stop
 * lasts as long as the app's kill_timeout. For one thread; uses nothing native. Calls throw a {@link ProblemsException} when the
 * connection breaks or the supervisor refuses the request as a whole; what failed on single processes is in the {@link Outcome}.
 */
public final class SupervisorClient implements AutoCloseable {
  /** When nobody needs to hear of progress. No lambda: a JVM's first one takes milliseconds, and a list needs none. */
  public static final Consumer<Progress> QUIET = new Quiet();

  /** connect(2)'s ENOENT; by the time we look, a supervisor that is just starting may have made the socket. */
  private static final String NOBODY_YET = "No such file or directory";

  private final Channel channel;
  private final Path socket;
  private long lastId;

  private SupervisorClient(Channel channel, Path socket) {
    this.channel = channel;
    this.socket = socket;
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
      return Optional.of(new SupervisorClient(new Channel(channel), socket));
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
    Map<?, ?> reply = ask("ping");
    return new Pong(
        text(reply, "version"),
        (int) number(reply, "pid"),
        (int) number(reply, "protocol"),
        text(reply, "home"));
  }

  /** All processes by id. */
  public List<ProcessRow> list() {
    return rows(ask("list"));
  }

  /** All processes as the JSON text that PM2's jlist prints, UTF-8, without a newline. */
  public byte[] jlist() {
    // Scripts ask for this every few seconds: the one request and its plain reply are known by
    // their
    // bytes, as the JSON library takes longer to load than all the rest.
    String envelope = "{\"v\":" + Protocol.VERSION + ",\"id\":" + ++lastId + ",";
    try {
      channel.send(new Frame(ascii(envelope + "\"op\":\"jlist\"}"), new byte[0]));
      Frame reply = channel.receiveFrame();
      if (!Arrays.equals(reply.header(), ascii(envelope + "\"ok\":true}"))) {
        throwProblems(Channel.parse(reply).header());
      }
      return reply.body();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Starts each app with as many instances as it says. */
  public Outcome start(List<AppSpec> apps, StartMode mode, Consumer<Progress> progress) {
    List<Object> entries = new ArrayList<>();
    for (AppSpec app : apps) {
      Map<String, Object> entry = AppEntry.entry(new SavedInstance(app, 0, "", app.autostart()));
      entry.remove("unique_id");
      entry.remove(app.instanceVar());
      entry.put("instances", (long) app.instances());
      entries.add(entry);
    }
    Map<String, Object> request = request("start");
    request.put("mode", mode.word());
    return outcome(request, Json.compact(entries), progress);
  }

  /** Each target is an id, a name, a namespace or {@code all}. */
  public Outcome restart(List<String> targets, Consumer<Progress> progress) {
    return onTargets("restart", targets, progress);
  }

  /** Each target is an id, a name, a namespace or {@code all}. */
  public Outcome stop(List<String> targets, Consumer<Progress> progress) {
    return onTargets("stop", targets, progress);
  }

  /** Each target is an id, a name, a namespace or {@code all}. */
  public Outcome delete(List<String> targets, Consumer<Progress> progress) {
    return onTargets("delete", targets, progress);
  }

  /**
   * Saves the list for the next boot.
   *
   * @param force saves an empty list too, which is a problem otherwise
   * @return how many instances were saved
   */
  public int save(boolean force) {
    Map<String, Object> request = request("save");
    request.put("force", force);
    return (int) number(ask(request), "saved");
  }

  /** Starts what is saved and not listed yet. */
  public Outcome resurrect(Consumer<Progress> progress) {
    return outcome(request("resurrect"), new byte[0], progress);
  }

  /** Stops all apps and ends the supervisor; returns when it is about to exit and its socket is gone. */
  public void kill(Consumer<Progress> progress) {
    outcome(request("kill"), new byte[0], progress);
    try {
      channel.receive();
    } catch (IOException e) {
      return; // the connection ends with the supervisor
    }
  }

  /** Passes on what happens until the connection ends or the listener throws. */
  public void subscribe(Consumer<ProcessEvent> listener) {
    Map<String, Object> request = request("subscribe");
    call(request, new byte[0], message -> {});
    try {
      while (true) {
        Map<?, ?> event = channel.receive().header();
        listener.accept(
            new ProcessEvent(
                text(event, "action"),
                (int) number(event, "pm_id"),
                text(event, "name"),
                (int) number(event, "pid"),
                text(event, "reason")));
      }
    } catch (IOException e) {
      return; // the supervisor went
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private Outcome onTargets(String op, List<String> targets, Consumer<Progress> progress) {
    Map<String, Object> request = request(op);
    request.put("targets", new ArrayList<Object>(targets));
    return outcome(request, new byte[0], progress);
  }

  private Outcome outcome(Map<String, Object> request, byte[] body, Consumer<Progress> progress) {
    Map<?, ?> reply = call(request, body, event -> progress.accept(progress(event))).header();
    return new Outcome(rows(reply), problems(reply));
  }

  private Map<?, ?> ask(String op) {
    return ask(request(op));
  }

  private Map<?, ?> ask(Map<String, Object> request) {
    Map<?, ?> reply = call(request, new byte[0], event -> {}).header();
    throwProblems(reply);
    return reply;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Map<String, Object> request(String op) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("v", (long) Protocol.VERSION);
    request.put("id", ++lastId);
    request.put("op", op);
    return request;
  }

  private Channel.Message call(
      Map<String, Object> request, byte[] body, Consumer<Map<?, ?>> events) {
    try {
      channel.send(Frame.of(request, body));
      while (true) {
        Channel.Message message = channel.receive();
        if (message.header().containsKey("ok")) {
          return message;
        }
        events.accept(message.header());
      }
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private ProblemsException lost(IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    return new ProblemsException(
        new Problem("lost the supervisor behind '" + socket + "'", reason, "see its log"), e);
  }

  private static void throwProblems(Map<?, ?> reply) {
    if (!Boolean.TRUE.equals(reply.get("ok"))) {
      throw new ProblemsException(problems(reply));
    }
  }

  private static Progress progress(Map<?, ?> event) {
    return new Progress(
        (int) number(event, "pm_id"),
        text(event, "name"),
        (int) number(event, "pid"),
        text(event, "status"),
        text(event, "reason"));
  }

  private static List<ProcessRow> rows(Map<?, ?> reply) {
    List<ProcessRow> rows = new ArrayList<>();
    for (Object row : items(reply, "processes")) {
      rows.add(ProcessRow.fromJson((Map<?, ?>) row));
    }
    return rows;
  }

  private static List<Problem> problems(Map<?, ?> reply) {
    List<Problem> problems = new ArrayList<>();
    for (Object problem : items(reply, "problems")) {
      Map<?, ?> json = (Map<?, ?>) problem;
      problems.add(new Problem(text(json, "what"), text(json, "why"), text(json, "remedy")));
    }
    return problems;
  }

  private static List<?> items(Map<?, ?> json, String key) {
    return json.get(key) instanceof List<?> list ? list : List.of();
  }

  private static String text(Map<?, ?> json, String key) {
    return json.get(key) instanceof String text ? text : "";
  }

  private static long number(Map<?, ?> json, String key) {
    return json.get(key) instanceof Number number ? number.longValue() : 0;
  }

  private static final class Quiet implements Consumer<Progress> {
    @Override
    public void accept(Progress progress) {
      // nobody listens
    }
  }
}
