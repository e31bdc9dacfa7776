package io.jstartup.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options about what a process is given besides its program, by their process-file names. */
final class ExecutionOptions {
  private final Map<String, Object> attributes;

  /**
   * Puts what is given into this map.
   *
   * @param attributes an app's attributes
   */
  ExecutionOptions(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  @Option(
      names = "--uid",
      paramLabel = "USER",
      description = "Run it as this user, by name or number; as root only.")
  void uid(String user) {
    attributes.put("uid", user);
  }

  @Option(
      names = "--gid",
      paramLabel = "GROUP",
      description = "Its primary group; without it: the user's.")
  void gid(String group) {
    attributes.put("gid", group);
  }

  @Option(names = "--umask", paramLabel = "MASK", description = "Its umask, in octal: 000 to 077.")
  void umask(String mask) {
    attributes.put("umask", mask);
  }

  @Option(
      names = "--nice",
      paramLabel = "N",
      description = "Its priority, from -20, the most urgent, to 19.")
  void nice(String nice) {
    attributes.put("nice", nice);
  }

  @Option(
      names = "--limit",
      paramLabel = "NAME=SOFT[:HARD]",
      description = "A resource limit, such as nofile=65536 or core=0:unlimited; may be repeated.")
  void limits(List<String> limits) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String limit : limits) {
      int equals = limit.indexOf('=');
      all.put(limit.substring(0, Math.max(0, equals)), limit.substring(equals + 1));
    }
    attributes.put("limits", all);
  }

  @Option(
      names = "--filter-env",
      paramLabel = "PART",
      description = "Don't hand it the variables with this in their name; 'true': none at all.")
  void filter(List<String> parts) {
    boolean one = parts.size() == 1;
    attributes.put("filter_env", one ? parts.get(0) : new ArrayList<Object>(parts));
  }
}
