package io.jstartup.model;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What one entry of {@code ignore_watch} leaves out, with everything below it. Without a slash it is a name at any depth ({@code
 * node_modules}, {@code *.log}), with one a path from the watched folder on ({@code build/*.tmp}), with one in front an absolute path. The
 * wildcards are those of {@link java.nio.file.FileSystem#getPathMatcher}. What can't be read so, as PM2's own {@code [\\/\\]\\./}, is a
 * regular expression that is looked for in {@code /path}.
 */
public final class WatchPattern {
  private final Predicate<Path> relative;
  private final Predicate<Path> absolute;

  private WatchPattern(Predicate<Path> relative, Predicate<Path> absolute) {
    this.relative = relative;
    this.absolute = absolute;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static WatchPattern parse(String text) {
    String plain = text.replaceFirst("^\\./", "").replaceFirst("(?<=.)/+$", "");
    try {
      PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + plain);
      if (plain.startsWith("/")) {
        return new WatchPattern(path -> false, path -> anyAncestor(glob, path));
      }
      return new WatchPattern(
          plain.indexOf('/') < 0 ? path -> anyName(glob, path) : path -> anyAncestor(glob, path),
          path -> false);
    } catch (PatternSyntaxException noGlob) {
      Pattern regex = regex(text);
      return new WatchPattern(path -> regex.matcher("/" + path).find(), path -> false);
    }
  }

  private static Pattern regex(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is no pattern: " + e.getDescription(), e);
    }
  }

  /**
   * Whether it leaves this out.
   *
   * @param fromRoot the path from the watched folder on
   * @param file the same, absolute
   */
  public boolean matches(Path fromRoot, Path file) {
    return relative.test(fromRoot) || absolute.test(file);
  }

  private static boolean anyName(PathMatcher glob, Path path) {
    for (Path name : path) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyAncestor(PathMatcher glob, Path path) {
    for (Path each = path; each != null; each = each.getParent()) {
      if (glob.matches(each)) {
        return true;
      }
    }
    return false;
  }
}
