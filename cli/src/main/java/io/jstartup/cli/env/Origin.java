package io.jstartup.cli.env;

/** Where a variable's value comes from. */
enum Origin {
  APP("the app's env attribute"),
  USER("the user it runs as"),
  SHELL("the shell at start"),
  JSTARTUP("added by jstartup");

  private final String words;

  Origin(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
