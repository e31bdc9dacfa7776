package io.jstartup.cli.boot;

import io.jstartup.cli.output.Console;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.model.Problem;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.detect.Detection;
import io.jstartup.platforms.detect.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which init system runs here and what speaks for it. */
final class Explanation {
  private Explanation() {}

  static int show(Console console, Detection detection, boolean json) {
    List<Problem> problems = detection.problem().stream().toList();
    String found = detection.initSystem().map(InitSystem::id).orElse("");
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("initSystem", found);
      fields.put("evidence", detection.evidence().stream().map(Explanation::fields).toList());
      Results.object(console, problems, fields);
    } else {
      detection.evidence().forEach(evidence -> console.say(line(evidence)));
      detection
          .initSystem()
          .ifPresent(init -> console.say("so the init system here is " + init.displayName()));
    }
    problems.forEach(console::problem);
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String line(Evidence evidence) {
    return String.format(
        "%-10s %-15s %s", evidence.subject(), evidence.weight().word(), evidence.seen());
  }

  private static Map<String, Object> fields(Evidence evidence) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("initSystem", evidence.subject());
    fields.put("weight", evidence.weight().word());
    fields.put("seen", evidence.seen());
    return fields;
  }
}
