package io.jstartup.cli;

/** The program's entry point: {@code jstartup}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println(Version.text());
  }
}
