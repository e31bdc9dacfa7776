package io.jstartup.supervisor.ready;

import io.jstartup.model.AppSpec;
import io.jstartup.model.ready.Probe;
import io.jstartup.supervisor.call.Answer;
import io.jstartup.supervisor.call.Calls;
import io.jstartup.supervisor.call.Http;
import io.jstartup.supervisor.call.Inquiry;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the questions of probes, and has the few threads that look at files for all apps. On the loop's thread. */
final class Questions {
  private static final int THREADS = 8;
  private static final int MOST_CALLS = 64;
  private static final int IDLE_SECONDS = 20;
  private static final long STACK_BYTES = 256 * 1024;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)\\}");

  private final Supervision supervision;
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Questions::thread);
  private final Calls calls = new Calls("probe", MOST_CALLS);
  private final Map<Instance, LogMark> marks = new HashMap<>();

  Questions(Supervision supervision) {
    this.supervision = supervision;
    pool.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(null, task, "probe file", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /** A run is about to begin: what is in its logs already is not its own. */
  void mark(Instance instance) {
    marks.remove(instance);
    if (instance.app().ready().ready().filter(it -> it.kind() == Probe.Kind.LOG).isPresent()) {
      marks.put(instance, new LogMark(instance.app().logs()));
    }
  }

  void forget(Instance instance) {
    marks.remove(instance);
  }

  Question question(Instance instance, Probe probe) {
    List<String> target = new ArrayList<>();
    for (String text : probe.target()) {
      target.add(filled(text, instance));
    }
    String first = target.get(0);
    return switch (probe.kind()) {
      case EXEC -> new CommandQuestion(supervision, instance, target, probe.timeout());
      case HTTP -> new CallQuestion(supervision, calls, () -> Http.get(first), probe.timeout());
      case TCP ->
          first.startsWith("/")
              ? waiting(() -> UnixSocket.connect(first))
              : new CallQuestion(supervision, calls, () -> Inquiry.tcp(first), probe.timeout());
      case FILE -> waiting(() -> LogMark.exists(instance.app().launch().cwd(), first));
      case LOG -> {
        LogMark known = marks.remove(instance);
        LogMark mark = known == null ? new LogMark(instance.app().logs()) : known;
        yield waiting(() -> mark.find(first));
      }
    };
  }

  /** One whose answer takes a thread to wait for. */
  private Question waiting(Callable<Answer> asked) {
    return told -> {
      try {
        pool.execute(() -> answer(asked, told));
      } catch (OutOfMemoryError e) { // no thread can be started
        supervision.loop().post(() -> told.accept(Answer.bad(e)));
      }
    };
  }

  private void answer(Callable<Answer> asked, Consumer<Answer> told) {
    Answer answer;
    try {
      answer = asked.call();
    } catch (Exception e) {
      answer = Answer.bad(e);
    }
    Answer known = answer;
    supervision.loop().post(() -> told.accept(known));
  }

  /** With the values of the instance's variables; a name that it doesn't have stays as it is. */
  static String filled(String text, Instance instance) {
    AppSpec app = instance.app();
    Map<String, String> variables = new LinkedHashMap<>(app.launch().env());
    variables.put("name", app.name());
    variables.put("unique_id", instance.uniqueId());
    variables.put("pm_id", Integer.toString(instance.toldId()));
    variables.put(app.instanceVar(), Integer.toString(instance.number()));
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
  }
}
