package io.jstartup.dump.resolve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The machine's users and groups, by getent(1) and id(1): they ask what the machine asks, network directories included. For one thread. */
final class Users {
  private static final Pattern NAME = Pattern.compile("[^:\\s\\p{Cntrl}/-][^:\\s\\p{Cntrl}/]*");
  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");
  private static final int USER_FIELDS = 7;
  private static final int ID = 2;

  /** One user. */
  record User(String name, int uid, int gid, String home) {}

  /** A list of apps mostly means the same user again and again. */
  private final Map<List<String>, String> answers = new HashMap<>();

  static boolean isNumber(String word) {
    return word.matches("\\d{1,10}") && Long.parseLong(word) <= Integer.MAX_VALUE;
  }

  /** By name, or by number. */
  Optional<User> user(String word) {
    return line("passwd", word)
        .filter(fields -> fields.length == USER_FIELDS && isNumber(fields[ID]))
        .filter(fields -> isNumber(fields[ID + 1]))
        .map(
            fields ->
                new User(
                    fields[0],
                    Integer.parseInt(fields[ID]),
                    Integer.parseInt(fields[ID + 1]),
                    fields[5]));
  }

  /** The group's id, by name or by number; a number needs no entry. */
  Optional<Integer> group(String word) {
    return isNumber(word)
        ? Optional.of(Integer.valueOf(word))
        : line("group", word)
            .filter(fields -> fields.length > ID && isNumber(fields[ID]))
            .map(fields -> Integer.valueOf(fields[ID]));
  }

  /** All groups that the user is in, its primary one included. */
  List<Integer> groups(User user) {
    List<Integer> groups = new ArrayList<>();
    for (String number : ask("id", "-G", "--", user.name()).trim().split("\\s+")) {
      if (isNumber(number)) {
        groups.add(Integer.valueOf(number));
      }
    }
    return groups;
  }

  private Optional<String[]> line(String database, String word) {
    if (!NAME.matcher(word).matches()) {
      return Optional.empty();
    }
    return ask("getent", database, word)
        .lines()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > ID && fields[isNumber(word) ? ID : 0].equals(word))
        .findFirst();
  }

  private String ask(String tool, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(path(tool));
    command.addAll(List.of(arguments));
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
    return FOLDERS.get(0) + "/" + tool;
  }
}
