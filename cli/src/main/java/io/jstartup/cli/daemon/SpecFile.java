package io.jstartup.cli.daemon;

import io.jstartup.cli.caller.StandardInput;
import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.io.CallerIds;
import io.jstartup.io.Reason;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What {@code exec} is to run: an app's entry as the saved list has it, with all its variables. */
public final class SpecFile {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final String ENTRY = "give it one entry of the saved list";

  private SpecFile() {}

  /**
   * The entry in this file, or on standard input when the file is {@code -}.
   *
   * @throws ProblemsException when others than its owner can open the file, that is neither us nor root, or it is no entry
   */
  public static Map<String, Object> read(String file) {
    if (file.equals("-")) {
      return entry(file, StandardInput.read());
    }
    try {
      Path path = Path.of(file);
      requireTrusted(path);
      Map<String, Object> entry = entry(file, Files.readAllBytes(path));
      requirePrivate(
          path); // last: of a script that was named by mistake its mode is not what's wrong
      return entry;
    } catch (NoSuchFileException e) {
      throw refused(file, "there is no such file", ENTRY);
    } catch (IOException e) {
      throw new ProblemsException(new Problem("cannot read '" + file + "'", Reason.of(e)), e);
    } catch (InvalidPathException e) {
      throw new ProblemsException(new Problem("cannot read '" + file + "'", e.getReason()), e);
    }
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private static Map<String, Object> entry(String file, byte[] text) {
    try {
      if (Json.parse(text) instanceof Map<?, ?> entry) {
        return (Map<String, Object>) entry;
      }
    } catch (JsonException e) {
      throw refused(file, "it is no JSON: " + e.getMessage(), ENTRY);
    }
    throw refused(file, "it is not a JSON object", ENTRY);
  }

  private static void requireTrusted(Path file) throws IOException {
    int owner = (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (owner != 0 && owner != CallerIds.uid()) {
      throw refused(file, "it belongs to user " + owner, "run this as that user");
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    if (!OWNERS.containsAll(mode)) {
      throw refused(
          file,
          "its mode is " + PosixFilePermissions.toString(mode),
          "it holds secrets: chmod 600 '" + file + "'");
    }
  }

  private static ProblemsException refused(Object file, String why, String remedy) {
    return new ProblemsException("cannot run the app in '" + file + "'", why, remedy);
  }
}
