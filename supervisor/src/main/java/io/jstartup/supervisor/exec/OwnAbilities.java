package io.jstartup.supervisor.exec;

import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process may give away, as {@code /proc/self} says, proc(5).
 *
 * @param capabilities the effective ones, capabilities(7)
 * @param nice its own niceness
 * @param hardLimits its hard limits
 */
record OwnAbilities(long capabilities, int nice, Map<Resource, Long> hardLimits) {
  private static final int CAP_SETGID = 6;
  private static final int CAP_SETUID = 7;
  private static final int CAP_SYS_NICE = 23;
  private static final int CAP_SYS_RESOURCE = 24;
  private static final int NICE_FIELD = 16;
  private static final Pattern LIMIT = Pattern.compile("(.*?) {2,}(\\S+) +(\\S+).*");

  static OwnAbilities read() {
    Path self = Path.of("/proc/self");
    try {
      return new OwnAbilities(
          capabilities(Files.readAllLines(self.resolve("status"), StandardCharsets.ISO_8859_1)),
          nice(Files.readString(self.resolve("stat"), StandardCharsets.ISO_8859_1)),
          limits(Files.readAllLines(self.resolve("limits"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long capabilities(List<String> status) {
    for (String line : status) {
      if (line.startsWith("CapEff:")) {
        return Long.parseUnsignedLong(line.substring(7).trim(), 16);
      }
    }
    return 0;
  }

  private static int nice(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Integer.parseInt(fields[NICE_FIELD]);
  }

  private static Map<Resource, Long> limits(List<String> lines) {
    Map<Resource, Long> limits = new EnumMap<>(Resource.class);
    for (String line : lines) {
      Matcher parts = LIMIT.matcher(line);
      if (parts.matches()) {
        for (Resource resource : Resource.values()) {
          if (resource.title().equals(parts.group(1))) {
            Limit.parse(parts.group(3)).ifPresent(hard -> limits.put(resource, hard.hard()));
          }
        }
      }
    }
    return limits;
  }

  boolean canBecomeAnother() {
    return has(CAP_SETUID) && has(CAP_SETGID);
  }

  boolean canRaiseLimits() {
    return has(CAP_SYS_RESOURCE);
  }

  /** The most urgent niceness that a process may take: RLIMIT_NICE holds 20 less that, getrlimit(2). */
  int lowestNice() {
    long room = hardLimits.getOrDefault(Resource.NICE, 0L);
    int allowed = room > 40 ? -20 : (int) (20 - room);
    return has(CAP_SYS_NICE) ? -20 : Math.min(nice, allowed);
  }

  private boolean has(int capability) {
    return (capabilities >> capability & 1) == 1;
  }
}
