package io.jstartup.cli.boot;

import io.jstartup.generator.print.ShellWords;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What logrotate(8) is told about the logs of one home: it renames them, and {@code reloadLogs} gives the files that apps hold open their
 * names back. So nothing is lost, as it would be with {@code copytruncate}.
 *
 * @param group the name or number of the user's group
 */
record LogrotateFile(BootHook hook, String group) {
  static final String FIRST_LINE = "# Written by 'jstartup logrotate'.";

  /** Quotes, backslashes and what glob(7) knows: logrotate has no way to write them that holds everywhere. */
  private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}\"'\\\\*?\\[\\]{}]+");

  /** Whether this is such a file. */
  static boolean isOurs(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(FIRST_LINE + "\n");
  }

  /**
   * The whole file.
   *
   * @throws ProblemsException when the home's path can't stand in one
   */
  String text() {
    HomeLayout home = new HomeLayout(hook.jstartupHome());
    List<String> lines = new ArrayList<>();
    lines.add(FIRST_LINE);
    lines.add(
        "# Apps write their logs themselves; 'jstartup reloadLogs' has them go on under the logs'");
    lines.add(
        "# own names. No byte is lost on ext4 and XFS. copytruncate would lose what is written while");
    lines.add(
        "# it copies. Archives that jstartup makes by itself, NAME__DATE.log, are not touched here.");
    lines.add(quoted(home.log()));
    for (String stream : List.of("out", "error")) {
      for (String number : List.of("", "-[0-9]", "-[0-9][0-9]", "-[0-9][0-9][0-9]")) {
        lines.add(quoted(home.logs()).replaceFirst("\"$", "/*-" + stream + number + ".log\""));
      }
    }
    lines.add("{");
    for (String line : directives()) {
      lines.add("    " + line);
    }
    lines.add("}");
    return String.join("\n", lines) + "\n";
  }

  private List<String> directives() {
    return List.of(
        "su " + plain(hook.account().name()) + " " + plain(group),
        "rotate 12",
        "weekly",
        "missingok",
        "notifempty",
        "nocreate",
        "compress",
        "delaycompress",
        "sharedscripts",
        "postrotate",
        "    " + reload(),
        "endscript");
  }

  /** As the user: root runs no program that the user could replace. */
  private String reload() {
    List<String> words =
        List.of(
            "env",
            "JSTARTUP_HOME=" + hook.jstartupHome(),
            "JSTARTUP_JAVA_HOME=" + hook.javaHome(),
            plain(hook.launcher().toString()),
            "--silent",
            "reloadLogs");
    String command = String.join(" ", words.stream().map(ShellWords::word).toList());
    return hook.account().isRoot()
        ? command
        : "su -s /bin/sh "
            + ShellWords.word(hook.account().name())
            + " -c "
            + ShellWords.word(command);
  }

  static String quoted(Path path) {
    return "\"" + plain(path.toString()) + "\"";
  }

  private static String plain(String text) {
    if (!PLAIN.matcher(text).matches()) {
      throw new ProblemsException(
          "cannot write a logrotate file for '" + text + "'",
          "quotes, backslashes, control characters and any of * ? [ ] { } can't stand in one",
          "let jstartup rotate the logs itself, as it does unless asked otherwise");
    }
    return text;
  }
}
