package io.jstartup.platforms.os.portable;

import io.jstartup.model.OsText;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SpawnRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ProcessBuilder. It looks for itself at what can fail, as the command that makes the session would fail after it has been started;
 * what it doesn't see, such as a broken interpreter line, is then an exit with 126 or 127.
 */
final class PortableSpawner {
  private static final String UMASK = "umask \"$0\" && exec \"$@\"";

  private static final ProcessBuilder.Redirect NOTHING =
      ProcessBuilder.Redirect.from(new File("/dev/null"));

  private final SessionTool sessionTool;

  PortableSpawner(SessionTool sessionTool) {
    this.sessionTool = sessionTool;
  }

  ManagedProcess spawn(SpawnRequest request) throws OsException {
    check(request);
    List<String> command = new ArrayList<>(request.argv());
    command.set(0, request.program());
    ProcessBuilder builder =
        new ProcessBuilder(sessionTool.around(masked(command, request.manner().umask())));
    builder.directory(new File(request.cwd()));
    setEnvironment(builder.environment(), request.environment());
    builder.redirectInput(NOTHING);
    builder.redirectOutput(log("standard output", request.stdout()));
    if (request.stderr().equals(request.stdout())) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(log("standard error", request.stderr()));
    }
    try {
      Process process = builder.start();
      return new PortableProcess(
          process.toHandle(), StartTime.identity(process.toHandle()), process);
    } catch (IOException e) {
      throw new OsException("cannot execute", request.program(), 0, reason(e));
    }
  }

  /** A shell has umask built in; it drops variables whose names it doesn't like. */
  private static List<String> masked(List<String> command, Optional<Integer> umask) {
    if (umask.isEmpty()) {
      return command;
    }
    String digits = Integer.toOctalString(umask.get());
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", UMASK, digits));
    words.addAll(command);
    return words;
  }

  private static void check(SpawnRequest request) throws OsException {
    if (!request.manner().through().isEmpty() || request.manner().user().isPresent()) {
      throw new OsException(
          "cannot execute",
          request.program(),
          0,
          "only on Linux can an app be given a user, a niceness or limits");
    }
    if (!Files.isDirectory(Path.of(request.cwd()))) {
      throw new OsException(
          "cannot enter working directory", request.cwd(), 0, "no such file or directory");
    }
    Path program = Path.of(request.program());
    if (!Files.exists(program)) {
      throw new OsException("cannot execute", request.program(), 0, "no such file or directory");
    }
    if (Files.isDirectory(program) || !Files.isExecutable(program)) {
      String why =
          Files.isDirectory(program)
              ? "it is a folder"
              : "permission denied; is it executable (chmod +x), and may this user enter its folder?";
      throw new OsException("cannot execute", request.program(), 0, why);
    }
    checkText(request, request.argv());
    checkText(request, request.environment());
  }

  private static void checkText(SpawnRequest request, List<String> texts) throws OsException {
    for (String text : texts) {
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("text for the operating system holds a NUL");
      }
      if (!OsText.isUtf8(text)) {
        throw new OsException(
            "cannot execute", request.program(), 0, "Java can't pass text that is not UTF-8 here");
      }
    }
  }

  private static void setEnvironment(Map<String, String> environment, List<String> assignments) {
    environment.clear();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=', 1);
      environment.putIfAbsent(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
  }

  /** For append, private when it is new. A FIFO would make the supervisor wait for its reader. */
  private static ProcessBuilder.Redirect log(String which, String path) throws OsException {
    Path file = Path.of(path);
    try {
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (FileAlreadyExistsException there) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isOther() && !path.startsWith("/dev/")) {
          throw new IOException("it is no file");
        }
      }
      return ProcessBuilder.Redirect.appendTo(file.toFile());
    } catch (IOException e) {
      throw new OsException("cannot open file for " + which, path, 0, reason(e));
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = String.valueOf(e.getMessage());
    int number = message.indexOf("error=");
    return number < 0 ? message : message.substring(message.indexOf(' ', number) + 1);
  }
}
