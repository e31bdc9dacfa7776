package io.jstartup.tests.rig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Reads the lines of {@code rig/processes.py}: a process each, strings in base64 because they are any bytes. */
final class ProcessTable {
  private ProcessTable() {}

  static List<MachineProcess> parse(String lines) {
    return lines.lines().map(ProcessTable::parseLine).toList();
  }

  private static MachineProcess parseLine(String line) {
    String[] field = line.split(" ", -1);
    return new MachineProcess(
        Integer.parseInt(field[0]),
        Integer.parseInt(field[1]),
        Long.parseLong(field[2]),
        Integer.parseInt(field[3]),
        decode(field[4]),
        strings(field[5]),
        strings(field[6]),
        decode(field[7]));
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), ISO_8859_1);
  }

  /** Strings that each end with a NUL. */
  private static List<String> strings(String base64) {
    String block = decode(base64);
    if (block.isEmpty()) {
      return List.of();
    }
    String[] strings = block.split("\0", -1);
    return List.of(
        Arrays.copyOf(strings, block.endsWith("\0") ? strings.length - 1 : strings.length));
  }
}
