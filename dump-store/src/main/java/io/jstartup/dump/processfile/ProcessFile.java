package io.jstartup.dump.processfile;

import io.jstartup.dump.Caller;
import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.io.Reason;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that describes apps: {@code *.json}, {@code *.json5}, {@code *.yml}, {@code *.yaml}, {@code *.config.js}, {@code *.config.cjs}, {@code
 * *.config.mjs}. It holds an array of apps, one app, or an object whose {@code apps} (or {@code pm2}) is one of these.
 *
 * @param apps in the file's order; may be empty
 * @param warnings what in it has no effect
 */
public record ProcessFile(List<Attributes> apps, List<Problem> warnings) {
  static final int MAX_BYTES = 16 << 20;

  private static final Pattern NAME = Pattern.compile(".*(\\.json5?|\\.ya?ml|\\.config\\.[cm]?js)");
  private static final Set<String> LIST_KEYS = Set.of("apps", "pm2");

  public ProcessFile {
    apps = List.copyOf(apps);
    warnings = List.copyOf(warnings);
  }

  /** Whether a file of this name is one. */
  public static boolean isNamedLikeOne(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Reads it; a JavaScript one is run.
   *
   * @param file absolute
   * @throws ProblemsException with all that is wrong in all of its apps
   */
  public static ProcessFile read(Path file, Caller caller) {
    return of(tree(file, caller), file.toString());
  }

  /**
   * From JSON that is in no file.
   *
   * @param where for messages: {@code standard input}
   * @throws ProblemsException with all that is wrong in all of its apps
   */
  public static ProcessFile ofJson(byte[] content, String where) {
    try {
      return of(Json.parseLenient(content), where);
    } catch (JsonException e) {
      String what = "cannot read the apps on '" + where + "'";
      throw new ProblemsException(new Problem(what, e.getMessage()), e);
    }
  }

  private static Object tree(Path file, Caller caller) {
    String what = "cannot read process file '" + file + "'";
    try {
      byte[] content = content(file);
      String name = file.getFileName().toString();
      if (name.endsWith(".json") || name.endsWith(".json5")) {
        return Json.parseLenient(content);
      }
      return name.endsWith("js")
          ? new JavaScriptFile(file, caller).evaluate()
          : YamlText.parse(text(content));
    } catch (JsonException e) {
      throw new ProblemsException(new Problem(what, e.getMessage()), e);
    } catch (CharacterCodingException e) {
      throw new ProblemsException(new Problem(what, "the bytes are not UTF-8"), e);
    } catch (IOException e) {
      throw new ProblemsException(new Problem(what, Reason.of(e)), e);
    }
  }

  private static byte[] content(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "it is not a plain file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        String reason = "it is longer than " + (MAX_BYTES >> 20) + " MiB";
        throw new FileSystemException(file.toString(), null, reason);
      }
      return content;
    }
  }

  private static String text(byte[] content) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
  }

  private static ProcessFile of(Object tree, String file) {
    List<Problem> problems = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>();
    List<Attributes> apps = new ArrayList<>();
    List<?> found = list(tree, file, warnings);
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i) instanceof Map<?, ?> app) {
        apps.add(Attributes.of(subject(app, i, file), app, problems, warnings));
      } else {
        String what = "cannot use app " + (i + 1) + " of '" + file + "'";
        problems.add(new Problem(what, "it is not an object"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return new ProcessFile(apps, warnings);
  }

  private static String subject(Map<?, ?> app, int index, String file) {
    String which = app.get("name") instanceof String name ? "'" + name + "'" : "" + (index + 1);
    return "app " + which + " of '" + file + "'";
  }

  private static List<?> list(Object tree, String file, List<Problem> warnings) {
    if (tree instanceof Map<?, ?> top) {
      for (Map.Entry<?, ?> entry : top.entrySet()) {
        if (LIST_KEYS.contains(entry.getKey())) {
          warnOfOthers(top, entry.getKey(), file, warnings);
          return asList(entry.getValue());
        }
      }
    }
    return asList(tree);
  }

  private static void warnOfOthers(
      Map<?, ?> top, Object used, String file, List<Problem> warnings) {
    for (Object key : top.keySet()) {
      if (!key.equals(used)) {
        String why = "'" + key + "' at its top level has no effect";
        warnings.add(new Problem("process file '" + file + "'", why));
      }
    }
  }

  private static List<?> asList(Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }
}
