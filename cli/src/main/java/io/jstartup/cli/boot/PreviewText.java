package io.jstartup.cli.boot;

import io.jstartup.cli.output.Console;
import io.jstartup.cli.session.Results;
import io.jstartup.generator.FilePreview;
import io.jstartup.generator.Preview;
import io.jstartup.model.Problem;
import io.jstartup.model.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What would be written and run. */
final class PreviewText {
  static final String NOTHING_TO_REMOVE = "no boot hook is installed for this home, nothing to do";

  private PreviewText() {}

  /** @param problems why it would be refused; they are told on stderr too */
  static void show(Console console, Preview preview, List<Problem> problems, boolean json) {
    if (json) {
      Results.object(console, problems, fields(preview));
    } else {
      text(console, preview);
      console.say("nothing was changed");
    }
    problems.forEach(console::problem);
  }

  /** What would be removed, of no hook or of several; as JSON it is one object in any case. */
  static void showRemovals(
      Console console, List<Preview> removals, List<String> warnings, boolean json) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("changed", false);
      fields.put("wouldChange", !removals.isEmpty());
      fields.put("hooks", removals.stream().map(PreviewText::hookFields).toList());
      fields.put("warnings", warnings);
      Results.object(console, List.of(), fields);
      return;
    }
    removals.forEach(removal -> text(console, removal));
    console.say(removals.isEmpty() ? NOTHING_TO_REMOVE : "nothing was changed");
  }

  private static void text(Console console, Preview preview) {
    console.say("boot hook " + preview.serviceName() + " for " + preview.initSystem());
    preview.files().forEach(file -> file(console, file));
    console.say("commands:");
    preview.commands().forEach(argv -> console.say("  " + String.join(" ", argv)));
    preview.notes().forEach(note -> console.say("note: " + note));
  }

  private static void file(Console console, FilePreview file) {
    console.say("file " + file.path() + " (mode " + file.mode() + ", owner " + file.owner() + ")");
    console.say(
        file.diff().isEmpty() ? "  as installed" : Secrets.maskedText(file.diff().stripTrailing()));
  }

  private static Map<String, Object> fields(Preview preview) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("changed", false);
    fields.put("wouldChange", preview.changesFiles());
    fields.putAll(hookFields(preview));
    return fields;
  }

  private static Map<String, Object> hookFields(Preview preview) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("initSystem", preview.initSystem());
    fields.put("service", preview.serviceName());
    fields.put("files", preview.files().stream().map(PreviewText::fields).toList());
    fields.put("commands", preview.commands());
    fields.put("notes", preview.notes());
    return fields;
  }

  private static Map<String, Object> fields(FilePreview file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", file.path().toString());
    fields.put("mode", file.mode());
    fields.put("owner", file.owner());
    fields.put("content", Secrets.maskedText(file.content()));
    fields.put("diff", Secrets.maskedText(file.diff()));
    return fields;
  }
}
