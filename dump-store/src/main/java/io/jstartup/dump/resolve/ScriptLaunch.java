package io.jstartup.dump.resolve;

import io.jstartup.dump.Caller;
import io.jstartup.dump.Programs;
import io.jstartup.dump.processfile.Attributes;
import io.jstartup.io.Reason;
import io.jstartup.model.Launch;
import io.jstartup.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what of one app is executed, and by what: a script, a program, or a command line for the shell. */
final class ScriptLaunch {
  private static final int HEAD_BYTES = 256;

  private final Attributes app;
  private final Caller caller;
  private final Paths paths;
  private final List<Problem> problems;

  ScriptLaunch(Attributes app, Caller caller, Paths paths, List<Problem> problems) {
    this.app = app;
    this.caller = caller;
    this.paths = paths;
    this.problems = problems;
  }

  /** With problems found, empty or of no use. */
  Optional<Launch> launch(String cwd, Map<String, String> env) {
    Optional<String> word = app.text("script");
    if (word.isEmpty()) {
      problems.add(app.problem("'script' is missing"));
      return Optional.empty();
    }
    Optional<String> file = paths.absolute(word.get(), cwd, "script");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    if (Files.isRegularFile(Path.of(file.get()))) {
      return ofFile(file.get(), cwd, env);
    }
    return word.get().indexOf(' ') >= 0
        ? ofCommandLine(word.get(), cwd, env)
        : ofCommand(word.get(), file.get(), cwd, env);
  }

  /** By definition a line with blanks that is no file is for the shell, as with PM2. */
  private Optional<Launch> ofCommandLine(String line, String cwd, Map<String, String> env) {
    if (!app.words("args").isEmpty()) {
      String why =
          "'" + line + "' is no file, so it is a command line, and takes no further arguments";
      problems.add(app.problem(why, "put them into the command line"));
    }
    String shell = Programs.isProgram("/bin/bash") ? "/bin/bash" : "/bin/sh";
    return Optional.of(
        new Launch(shell, List.of("-c", line), Launch.NO_INTERPRETER, List.of(), cwd, env));
  }

  private Optional<Launch> ofCommand(
      String word, String file, String cwd, Map<String, String> env) {
    Optional<String> program = Programs.find(word, caller.path());
    if (program.isEmpty()) {
      boolean folder = Files.isDirectory(Path.of(file));
      String command = word.indexOf('/') < 0 ? " and no command '" + word + "' on the PATH" : "";
      String why =
          folder ? "'" + file + "' is a folder" : "there is no file '" + file + "'" + command;
      problems.add(app.problem(why, "check the name and the folder it is looked up in"));
      return Optional.empty();
    }
    return Optional.of(
        new Launch(program.get(), app.words("args"), Launch.NO_INTERPRETER, List.of(), cwd, env));
  }

  private Optional<Launch> ofFile(String file, String cwd, Map<String, String> env) {
    return interpreter(file, cwd)
        .map(
            interpreter ->
                new Launch(
                    file,
                    app.words("args"),
                    interpreter,
                    interpreterArgs(file, interpreter),
                    cwd,
                    env));
  }

  private List<String> interpreterArgs(String file, String interpreter) {
    List<String> args = new ArrayList<>(app.words("node_args"));
    boolean jar = Interpreters.isJar(file) && interpreter.endsWith("/java");
    if (jar && !args.contains("-jar")) {
      args.add("-jar");
    }
    return interpreter.equals(Launch.NO_INTERPRETER) ? List.of() : args;
  }

  private Optional<String> interpreter(String file, String cwd) {
    Optional<String> asked = app.text("exec_interpreter");
    if (asked.isPresent()) {
      return asked.get().equals(Launch.NO_INTERPRETER) ? itself(file) : asked(asked.get(), cwd);
    }
    List<String> usual = Interpreters.of(file);
    if (!usual.isEmpty()) {
      return firstOf(usual, file);
    }
    return Programs.isProgram(file) ? Optional.of(Launch.NO_INTERPRETER) : guessed(file);
  }

  private Optional<String> itself(String file) {
    if (!Programs.isProgram(file)) {
      problems.add(app.problem("'" + file + "' is not executable", "make it so: chmod +x"));
    }
    return Optional.of(Launch.NO_INTERPRETER);
  }

  private Optional<String> asked(String word, String cwd) {
    if (word.indexOf('/') < 0) {
      return firstOf(List.of(word), word);
    }
    Optional<String> path = paths.absolute(word, cwd, "interpreter");
    if (path.isPresent() && !Programs.isProgram(path.get())) {
      problems.add(app.problem("interpreter '" + path.get() + "' is no file that can be executed"));
    }
    return path;
  }

  private Optional<String> firstOf(List<String> commands, String purpose) {
    for (String command : commands) {
      Optional<String> found = Programs.find(command, caller.path());
      if (found.isPresent()) {
        return found;
      }
    }
    String command = commands.get(0);
    String why = "no interpreter '" + command + "' on the PATH";
    problems.add(
        app.problem(
            purpose.equals(command) ? why : why + " for '" + purpose + "'",
            Interpreters.remedy(command)));
    return Optional.empty();
  }

  /** No known extension, not executable: Node's, as PM2 takes it, unless the file itself says otherwise. */
  private Optional<String> guessed(String file) {
    String head = head(file);
    boolean another =
        head.startsWith("#!") && !head.lines().findFirst().orElse("").contains("node");
    return another || head.startsWith("\177ELF")
        ? itself(file)
        : firstOf(List.of(Interpreters.NODE), file);
  }

  private String head(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      problems.add(app.problem("cannot read '" + file + "' (" + Reason.of(e) + ")"));
      return "";
    }
  }
}
