package io.jstartup.tests.fidelity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An app that can't be had.
 *
 * @param entry as a process file has it
 * @param byForm whether that shows without looking at the machine
 * @param said by what a message names it
 */
record Refused(Map<String, Object> entry, boolean byForm, String said) {
  private record Fault(boolean byForm, String attribute, Object value) {}

  private static final List<Fault> FAULTS =
      List.of(
          new Fault(true, "args", List.of("a\0b")),
          new Fault(true, "args", List.of("\ud800")),
          new Fault(true, "interpreter_args", List.of("x\0")),
          new Fault(true, "env", Map.of("NUL", "a\0b")),
          new Fault(true, "env", Map.of("A=B", "c")),
          new Fault(true, "env", Map.of("", "no name")),
          new Fault(true, "env", Map.of("N\0", "c")),
          new Fault(true, "cwd", "/\0"),
          new Fault(true, "umask", "0888"),
          new Fault(true, "nice", 20),
          new Fault(true, "limits", Map.of("nofile", "9:8")),
          new Fault(true, "kill_signal", "SIGNONE"),
          new Fault(true, "kill_timeout", -1),
          new Fault(false, "cwd", "/not UTF-8 \udcff"),
          new Fault(false, "cwd", "/not/there $HOME"),
          new Fault(false, "script", "/not UTF-8 \udcc3("),
          new Fault(false, "script", "/not/there\n"),
          new Fault(false, "args", List.of("x".repeat(131_072))),
          new Fault(false, "env", Map.of("LONG", "y".repeat(131_072))),
          new Fault(false, "uid", "no such user $(id)"),
          new Fault(false, "gid", "no such group\n"));
  private static final List<String> NAMES = List.of("all", "17", "-", "/every.*/");

  /** One for each fault, spoiling what could be had; in any order. */
  static List<Refused> generate(List<Specification> apps, long seed) {
    Random random = new Random(seed);
    List<Refused> refused = new ArrayList<>();
    for (Fault fault : FAULTS) {
      String name = "refused-" + refused.size();
      Map<String, Object> entry = copy(apps.get(random.nextInt(apps.size())), name);
      entry.put(fault.attribute(), fault.value());
      refused.add(new Refused(entry, fault.byForm(), "'" + name + "'"));
    }
    for (String name : NAMES) {
      Map<String, Object> entry = copy(apps.get(random.nextInt(apps.size())), name);
      refused.add(new Refused(entry, false, "it can't be called '" + name + "'"));
    }
    return refused;
  }

  private static Map<String, Object> copy(Specification app, String name) {
    Map<String, Object> entry = new LinkedHashMap<>(app.entry());
    entry.put("name", name);
    entry.remove("user"); // another word for what some faults give
    return entry;
  }
}
