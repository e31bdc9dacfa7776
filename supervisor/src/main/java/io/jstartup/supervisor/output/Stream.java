package io.jstartup.supervisor.output;

/** One of an app's two outputs. */
enum Stream {
  OUT("out"),
  ERROR("err");

  private final String type;

  Stream(String type) {
    this.type = type;
  }

  /** As JSON lines have it. */
  String type() {
    return type;
  }
}
