package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.start.ProcessFiles;
import io.jstartup.cli.start.Starting;
import io.jstartup.cli.start.Wish;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code start}. */
@Command(
    name = "start",
    header = "Start an app and keep it running.",
    description = {
      "A script gets its interpreter by its extension; an executable runs as it is; words with",
      "blanks are a shell's command line. A process file (*.json, *.yml, *.yaml, *.config.js) may",
      "describe many apps. What is listed already is restarted: by its name, id or namespace, or by",
      "/a pattern/ of names.",
      "What stands after -- are the app's own arguments."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup start server.js --name web -- --port 8080",
      "  jstartup start app.jar --kill-timeout 10000",
      "  jstartup start worker.py --interpreter python3.12 -i 4",
      "  jstartup start \"ping example.org\" --name ping",
      "  jstartup start ecosystem.config.js --only web,worker"
    })
final class StartCommand implements Callable<Integer> {
  private static final String USUAL_FILE = "ecosystem.config.js";

  private final Session session;
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|COMMAND|PROCESS-FILE",
      description = "What to start; without it: " + USUAL_FILE + ".")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "NAME[,NAME]",
      split = "\\s*,\\s*",
      description = "Of a process file only these apps.")
  private List<String> only;

  @Option(
      names = {"-f", "--force"},
      description = "Start a script once more although it is listed.")
  private boolean force;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  StartCommand(Session session) {
    this.session = session;
  }

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "The app's name; without it: the file's.")
  void name(String name) {
    attributes.put("name", name);
  }

  @Option(names = "--namespace", paramLabel = "NAME", description = "Its namespace.")
  void namespace(String namespace) {
    attributes.put("namespace", namespace);
  }

  @Option(names = "--cwd", paramLabel = "FOLDER", description = "Its working directory.")
  void cwd(String cwd) {
    attributes.put("cwd", cwd);
  }

  @Option(
      names = "--interpreter",
      paramLabel = "PROGRAM",
      description = "What runs the script; 'none': it runs as it is.")
  void interpreter(String interpreter) {
    attributes.put("interpreter", interpreter);
  }

  @Option(
      names = {"--interpreter-args", "--node-args"},
      paramLabel = "ARGS",
      description = "What stands between interpreter and script.")
  void interpreterArgs(String args) {
    attributes.put("interpreter_args", args);
  }

  @Option(
      names = {"-k", "--kill-timeout"},
      paramLabel = "MS",
      description = "How long its handler may take when it is stopped; 1600.")
  void killTimeout(String ms) {
    attributes.put("kill_timeout", ms);
  }

  @Option(
      names = "--kill-signal",
      paramLabel = "SIGNAL",
      description = "What stops it; PM2_KILL_SIGNAL, else SIGINT.")
  void killSignal(String signal) {
    attributes.put("kill_signal", signal);
  }

  @Option(names = "--no-treekill", description = "Stop its main process only, not its children.")
  void noTreekill(boolean set) {
    attributes.put("treekill", !set);
  }

  @Option(
      names = {"-i", "--instances"},
      paramLabel = "N",
      description = {
        "How many; 'max' or 0: one for each CPU; -1: one less.",
        "Those of a Node script share their ports: cluster mode."
      })
  void instances(String count) {
    attributes.put("instances", count);
  }

  @Option(
      names = {"-x", "--execute-command"},
      description = "Not in cluster mode, also with -i.")
  void executeCommand(boolean set) {
    attributes.put("execute_command", set);
  }

  @Mixin
  @SuppressWarnings("unused") // what it is given goes into the attributes
  private final RestartOptions restarts = new RestartOptions(attributes);

  @Mixin
  @SuppressWarnings("unused") // what it is given goes into the attributes
  private final WatchOptions watching = new WatchOptions(attributes);

  @Mixin
  @SuppressWarnings("unused") // what it is given goes into the attributes
  private final ReadyOptions readying = new ReadyOptions(attributes);

  @Mixin
  @SuppressWarnings("unused") // picocli fills it, and it the attributes
  private final ExecutionOptions execution = new ExecutionOptions(attributes);

  @Mixin
  @SuppressWarnings("unused") // what it is given goes into the attributes
  private final LogOptions logs = new LogOptions(attributes);

  @Mixin private NodeOnlyOptions nodeOnly = new NodeOnlyOptions();

  @Mixin private EnvironmentOptions environment = new EnvironmentOptions();

  @Option(names = "--no-autostart", description = "List it only; it is started by hand.")
  void noAutostart(boolean set) {
    attributes.put("autostart", !set);
  }

  @Option(names = "--no-autorestart", description = "Leave it down when it ends.")
  void noAutorestart(boolean set) {
    attributes.put("autorestart", !set);
  }

  @Override
  public Integer call() {
    Wish wish = wish();
    check(spec);
    Starting starting = new Starting(session, wish, listed());
    try (SupervisorClient client = session.supervisor()) {
      return new TargetOperation(session, "starting", json).run(client, starting::run);
    }
  }

  /** Does nothing when all values are such. */
  void check(CommandSpec command) {
    OptionValues.check(command, attributes);
  }

  /** All that was asked for; what is to be started by default when nothing is named. */
  private Wish wish() {
    takeWords();
    return wish(words.isEmpty() ? List.of(USUAL_FILE) : words);
  }

  /** The same of {@code runtime}, where a word {@code start} may come first; empty when nothing is named. */
  Optional<Wish> wishOfRuntime() {
    takeWords();
    List<String> named = new ArrayList<>(words);
    if (!named.isEmpty() && named.get(0).equals("start")) {
      named.remove(0);
    }
    if (named.isEmpty()) {
      ProcessFiles.checkOnly(Optional.ofNullable(only), named);
      return Optional.empty();
    }
    return Optional.of(wish(named));
  }

  private Wish wish(List<String> named) {
    return new Wish(
        named, attributes, Optional.ofNullable(only), force, environment.change(session));
  }

  private void takeWords() {
    nodeOnly.warn(session);
    separateArguments();
    if (words.isEmpty()) {
      watching.scriptTakenForPath().or(logs::scriptTakenForLog).ifPresent(words::add);
    }
  }

  boolean json() {
    return json;
  }

  /** What stands after the first {@code --} is the app's: the parser has put it at the end of the words. */
  private void separateArguments() {
    List<String> typed = session.caller().arguments();
    int dashes = typed.indexOf("--");
    if (dashes >= 0) {
      int own = words.size() - (typed.size() - dashes - 1);
      List<Object> args = new ArrayList<>(words.subList(own, words.size()));
      words = words.subList(0, own);
      attributes.put("args", args);
    }
  }

  private List<ProcessRow> listed() {
    try (SupervisorClient client = session.running().orElse(null)) {
      return client == null ? List.of() : client.list();
    }
  }
}
