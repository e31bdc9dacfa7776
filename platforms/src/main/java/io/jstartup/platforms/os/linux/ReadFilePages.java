package io.jstartup.platforms.os.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process has mapped of files and only reads: the JVM's own code and its archive of classes. A start looks at nearly all of
 * it, what comes afterwards at a part; the kernel unmaps the rest only when memory is short, and counts it as this process's until then.
 *
 * <p>proc_pid_smaps(5), madvise(2).
 */
final class ReadFilePages {
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final Pattern HEADER =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) r-[x-]p \\S+ \\S+ \\d+ +/(?:.*/)?([^/]*)");
  private static final String JVM = "libjvm.so";
  private static final String LIBRARY = ".so";
  private static final int DONTNEED = 4;

  private ReadFilePages() {}

  /**
   * Unmaps them: the next one to look at a page finds it in the page cache, or in the file. Nothing where the mappings can't be read.
   * Takes some ms.
   */
  static void release() {
    try (BufferedReader lines = Files.newBufferedReader(MAPPINGS, StandardCharsets.ISO_8859_1)) {
      unmap(find(lines)); // all at once: looking for them looks at what has gone already
    } catch (IOException unreadable) {
      // then they stay as they are, which costs memory and nothing else
    }
  }

  private static List<Range> find(BufferedReader lines) throws IOException {
    List<Range> found = new ArrayList<>();
    Matcher mapping = HEADER.matcher("");
    boolean candidate = false;
    boolean asInTheFile = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!Character.isUpperCase(line.charAt(0))) { // a header: its lines begin with a capital
        candidate = mapping.reset(line).matches() && settled(mapping.group(3));
      } else if (candidate && line.startsWith("Anonymous:")) {
        asInTheFile = line.endsWith(" 0 kB");
      } else if (candidate && line.startsWith("Swap:") && asInTheFile && line.endsWith(" 0 kB")) {
        found.add(Range.of(mapping));
      }
    }
    return found;
  }

  /**
   * Another thread may just be loading a library: it maps it to be read, and then writes into a part. Only the JVM's has been there
   * since before the first line of Java.
   */
  private static boolean settled(String file) {
    return file.startsWith(JVM) || !file.contains(LIBRARY);
  }

  /** Pages that differ from the file would be lost: there are none in these. */
  private static void unmap(List<Range> ranges) {
    for (Range range : ranges) {
      LibC.madvise(range.from(), range.length(), DONTNEED);
    }
  }

  private record Range(long from, long length) {
    static Range of(Matcher mapping) {
      long from = Long.parseUnsignedLong(mapping.group(1), 16);
      return new Range(from, Long.parseUnsignedLong(mapping.group(2), 16) - from);
    }
  }
}
