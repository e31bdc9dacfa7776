package io.jstartup.model;

import java.nio.file.Path;

/** The files below one home, by PM2's names. One supervisor serves one home. */
public record HomeLayout(Path home) {
  /** {@code dump.pm2}: the saved list. */
  public Path dump() {
    return home.resolve("dump.pm2");
  }

  /** {@code rpc.sock}: the control socket. */
  public Path socket() {
    return home.resolve("rpc.sock");
  }

  /** Held locked by the supervisor while it runs: one home, one supervisor. Has no content. */
  public Path lock() {
    return home.resolve("supervisor.lock");
  }

  /** {@code pm2.pid}: the supervisor's pid, for PM2's tools. */
  public Path pidFile() {
    return home.resolve("pm2.pid");
  }

  /** {@code pm2.log}: what the supervisor says. */
  public Path log() {
    return home.resolve("pm2.log");
  }

  /** {@code settings.json}: how this home's supervisor is to behave. */
  public Path settings() {
    return home.resolve("settings.json");
  }

  /** What the user's own boot hooks have touched; root's are not kept in a home. */
  public Path receipts() {
    return home.resolve("receipts");
  }

  /** The live state, for a successor to adopt from. */
  public Path liveState() {
    return home.resolve("live.state");
  }

  /** When a supervisor last ended with none of its apps running: what is older is none of them. */
  public Path ended() {
    return home.resolve("ended.json");
  }

  /** How the first start of the app went that a supervisor is there for alone: empty when it began, else why it did not. */
  public Path began() {
    return home.resolve("began");
  }

  /** What a supervisor leaves for the version that takes its place in its process. */
  public Path handover() {
    return home.resolve("handover.json");
  }

  /** What is noted about the rotation of logs. */
  public Path rotation() {
    return home.resolve("rotation.state");
  }

  /** The sockets for sd_notify(3), one for each app that asked for one. */
  public Path notifySockets() {
    return home.resolve("notify");
  }

  public Path logs() {
    return home.resolve("logs");
  }

  /** What apps wrote that is not in their logs yet, where the supervisor formats it on the way. */
  public Path spools() {
    return logs().resolve(".spool");
  }

  public Path pids() {
    return home.resolve("pids");
  }
}
