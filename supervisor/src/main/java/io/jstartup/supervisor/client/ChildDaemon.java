package io.jstartup.supervisor.client;

/** One that is our child. */
record ChildDaemon(Process process) implements LaunchedDaemon {
  @Override
  public boolean failed() {
    return !process.isAlive() && process.exitValue() != DaemonLauncher.HOME_TAKEN;
  }

  @Override
  public String end() {
    return "it exited with code " + process.exitValue();
  }

  @Override
  public void endUnless(int servingPid) {
    if (process.isAlive() && servingPid != process.pid()) {
      process.destroyForcibly().onExit().join();
    }
  }
}
