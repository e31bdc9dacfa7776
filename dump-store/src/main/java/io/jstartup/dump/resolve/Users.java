package io.jstartup.dump.resolve;

import io.jstartup.model.hook.PasswdEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's users and groups, by tools that ask what the machine asks, network directories included. For one thread. */
final class Users {
  private static final List<String> FOLDERS =
      List.of("/usr/xpg4/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");
  private static final int ID = 2;

  private final String osName;

  /** A list of apps mostly means the same user again and again. */
  private final Map<List<String>, String> answers = new HashMap<>();

  Users(String osName) {
    this.osName = osName;
  }

  static boolean isNumber(String word) {
    return word.matches("\\d{1,10}") && Long.parseLong(word) <= Integer.MAX_VALUE;
  }

  /** By name, or by number. */
  Optional<PasswdEntry> user(String word) {
    return lines(word, PasswdEntry.question(osName, word))
        .map(PasswdEntry::parse)
        .flatMap(Optional::stream)
        .filter(user -> user.uid() >= 0 && user.gid() >= 0)
        .filter(user -> isNumber(word) ? word.equals("" + user.uid()) : word.equals(user.name()))
        .findFirst();
  }

  /** The group's id, by name or by number; a number needs no entry. */
  Optional<Integer> group(String word) {
    return isNumber(word)
        ? Optional.of(Integer.valueOf(word))
        : groupNumber(word).filter(Users::isNumber).map(Integer::valueOf);
  }

  /** macOS has no getent(1); its dscacheutil(1) writes a line {@code gid: 20} for a group. */
  private Optional<String> groupNumber(String name) {
    if (osName.equals("Mac OS X")) {
      String key = "gid: ";
      return lines(name, List.of("dscacheutil", "-q", "group", "-a", "name", name))
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).strip())
          .findFirst();
    }
    return lines(name, List.of("getent", "group", name))
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > ID && fields[0].equals(name))
        .map(fields -> fields[ID])
        .findFirst();
  }

  /** All groups that the user is in, its primary one included. */
  List<Integer> groups(PasswdEntry user) {
    List<Integer> groups = new ArrayList<>();
    for (String number : ask(List.of("id", "-G", "--", user.name())).trim().split("\\s+")) {
      if (isNumber(number)) {
        groups.add(Integer.valueOf(number));
      }
    }
    return groups;
  }

  /** What the question is answered; nothing when the word in it can be no name. */
  private Stream<String> lines(String word, List<String> question) {
    return PasswdEntry.mayBeKey(word) ? ask(question).lines() : Stream.empty();
  }

  private String ask(List<String> question) {
    List<String> command = new ArrayList<>(question);
    command.set(0, path(question.get(0)));
    return answers.computeIfAbsent(command, Users::run);
  }

  /** What it says; nothing when it fails. */
  private static String run(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String path(String tool) {
    for (String folder : FOLDERS) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return folder + "/" + tool;
      }
    }
    return "/usr/bin/" + tool;
  }
}
