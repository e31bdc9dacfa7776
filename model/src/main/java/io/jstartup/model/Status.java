package io.jstartup.model;

/** The actual state of an instance, in the words that PM2 shows. */
public enum Status {
  LAUNCHING("launching"),
  ONLINE("online"),
  STOPPING("stopping"),
  STOPPED("stopped"),
  ERRORED("errored"),
  WAITING_RESTART("waiting restart");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
