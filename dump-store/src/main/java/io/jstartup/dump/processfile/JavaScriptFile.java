package io.jstartup.dump.processfile;

import io.jstartup.dump.Caller;
import io.jstartup.dump.Programs;
import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.OsText;
import io.jstartup.model.ProblemsException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process file that is a program: the caller's own Node runs it, in the file's folder and with the caller's environment (but for
 * variables that are no UTF-8), and hands over what it exports. That comes through a file of its own, so whatever it prints is no harm.
 */
final class JavaScriptFile {
  private static final long TIMEOUT_SECONDS = 30;
  private static final int MOST_OUTPUT = 4_000;

  private static final String EVALUATE =
      """
      const [, file, out] = process.argv;
      const url = require('url').pathToFileURL(file).href;
      const isModule = m => m !== null && typeof m === 'object' && m[Symbol.toStringTag] === 'Module';
      const load = async () => {
        if (file.endsWith('.mjs')) return import(url);
        try {
          return require(file);
        } catch (e) {
          if (e && e.code === 'ERR_REQUIRE_ESM') return import(url);
          throw e;
        }
      };
      load().then(m => {
        const value = (isModule(m) || (m && m.__esModule)) && 'default' in m ? m.default : m;
        const text = JSON.stringify(value);
        if (text === undefined) throw new Error('it exports nothing that can be written as JSON');
        require('fs').writeFileSync(out, text);
        process.exit(0);
      }).catch(e => {
        console.error(e && e.stack ? e.stack : String(e));
        process.exit(1);
      });
      """;

  private final Path file;
  private final Caller caller;

  JavaScriptFile(Path file, Caller caller) {
    this.file = file;
    this.caller = caller;
  }

  Object evaluate() {
    String node = Programs.find("node", caller.path()).orElseThrow(this::noNode);
    Path result = null;
    Path output = null;
    try {
      result = Files.createTempFile("jstartup-config", ".json");
      output = Files.createTempFile("jstartup-config", ".out");
      run(node, result, output);
      return Json.parse(Files.readAllBytes(result));
    } catch (JsonException e) {
      throw failed("what it exports is no JSON, " + e.getMessage());
    } catch (IOException e) {
      throw failed(e.getMessage());
    } finally {
      delete(result);
      delete(output);
    }
  }

  private void run(String node, Path result, Path output) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(node, "-e", EVALUATE, "--", file.toString(), result.toString())
            .directory(file.getParent().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    command.environment().clear();
    caller.environment().forEach((name, value) -> put(command.environment(), name, value));
    int exitCode = runToItsEnd(command);
    if (exitCode != 0) {
      throw failed("node ended with " + exitCode + "\n" + told(output));
    }
  }

  private static void put(Map<String, String> environment, String name, String value) {
    boolean possible = !name.isEmpty() && name.indexOf('=') < 0;
    if (possible && OsText.isUtf8(name) && OsText.isUtf8(value)) {
      environment.put(name, value);
    }
  }

  /** It ends with us whenever we are ended: what would end it is in place before it starts. */
  private int runToItsEnd(ProcessBuilder command) throws IOException {
    AtomicReference<Process> running = new AtomicReference<>();
    Thread atOurEnd = new Thread(() -> endWhatRuns(running));
    Runtime.getRuntime().addShutdownHook(atOurEnd);
    try {
      synchronized (running) {
        running.set(command.start());
      }
      return await(running.get());
    } finally {
      endWhatRuns(running);
      forget(atOurEnd);
    }
  }

  private int await(Process process) {
    try {
      if (process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw failed("it did not end within " + TIMEOUT_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    }
  }

  private static void endWhatRuns(AtomicReference<Process> running) {
    synchronized (running) {
      Process process = running.get();
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private static void forget(Thread atOurEnd) {
    try {
      Runtime.getRuntime().removeShutdownHook(atOurEnd);
    } catch (IllegalStateException e) {
      return; // our end has come, and the hook runs
    }
  }

  private static String told(Path output) throws IOException {
    try (InputStream in = Files.newInputStream(output)) {
      return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8).strip();
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return; // a file in the system's folder for temporary ones
    }
  }

  private ProblemsException noNode() {
    return new ProblemsException(
        "cannot read process file '" + file + "'",
        "it is a JavaScript file and there is no 'node' on the PATH",
        "install Node (apt install nodejs) or write the file as JSON or YAML");
  }

  private ProblemsException failed(String why) {
    return new ProblemsException("cannot read process file '" + file + "'", why, "");
  }
}
