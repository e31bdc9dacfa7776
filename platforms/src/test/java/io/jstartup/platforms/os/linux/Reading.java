package io.jstartup.platforms.os.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A process that releases what it has read of files, and goes on with what it has loaded and with what it hasn't. */
final class Reading {
  private Reading() {}

  public static void main(String[] arguments) throws IOException {
    long before = kibibytes();
    ReadFilePages.release();
    long after = kibibytes();
    String work =
        IntStream.range(0, 500).mapToObj(i -> "%d".formatted(i * 7)).reduce("", String::concat);
    System.out.println(before + " " + after + " " + work.length());
  }

  private static long kibibytes() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(field -> field.startsWith("RssFile:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
