package io.jstartup.tests.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A Debian 12 machine whose PID 1 is systemd, with cgroup v2, no network, and a user {@code www} who may sudo without a password.
 * Its files outlast a reboot and a power cut; {@code /run} does not, as on a real machine. One thread only.
 */
public final class SystemdMachine implements AutoCloseable {
  public static final String USER = "www";
  public static final String HOME = "/home/www";

  private static final DockerImageName IMAGE = DockerImageName.parse("jstartup-rig/systemd:latest");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What reboot(2) in a PID namespace ends the container with: SIGHUP. */
  private static final int REBOOTED = 129;

  private static final Capability[] CAPABILITIES = {
    Capability.SYS_ADMIN, Capability.SYS_BOOT, Capability.SYS_PTRACE
  };
  private static final Map<String, String> LOGIN =
      Map.of(
          "HOME", HOME,
          "USER", USER,
          "LOGNAME", USER,
          "SHELL", "/bin/bash",
          "PATH", "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games");

  private final GenericContainer<?> container;

  private SystemdMachine(GenericContainer<?> container) {
    this.container = container;
  }

  /** A new machine, booted: systemd says that it is running. */
  @SuppressWarnings("resource") // the machine owns it
  public static SystemdMachine boot() {
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withImagePullPolicy(name -> false)
            .withNetworkMode("none")
            .withTmpFs(Map.of("/run", "rw", "/run/lock", "rw"))
            .withCreateContainerCmdModifier(
                command ->
                    command
                        .getHostConfig()
                        .withCapAdd(CAPABILITIES)
                        .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
                        .withCgroupnsMode("private"));
    container.start();
    SystemdMachine machine = new SystemdMachine(container);
    machine.awaitBoot();
    return machine;
  }

  /** Runs a program as root. */
  public Output root(String... command) {
    return exec(ExecConfig.builder().command(command).build());
  }

  /** Runs text as root in {@code sh -euc}. */
  public Output rootShell(String script) {
    return root("sh", "-euc", script);
  }

  /** Runs text as www in {@code sh -c}, in www's home, with the environment of a fresh login and nothing else. */
  public Output userShell(String script) {
    return user(Map.of(), "sh", "-c", script);
  }

  /** Runs a program as www, in www's home, with the environment of a fresh login and these variables. */
  public Output user(Map<String, String> variables, String... command) {
    List<String> all = new ArrayList<>(List.of("env", "-i", "-C", HOME));
    LOGIN.forEach((name, value) -> all.add(name + "=" + value));
    variables.forEach((name, value) -> all.add(name + "=" + value));
    all.addAll(List.of(command));
    return exec(ExecConfig.builder().user(USER).command(all.toArray(String[]::new)).build());
  }

  private Output exec(ExecConfig config) {
    try {
      ExecResult result = container.execInContainer(UTF_8, config);
      return new Output(result.getExitCode(), result.getStdout(), result.getStderr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Copies a file of this machine in; root owns it. */
  public void copyIn(Path file, String target) {
    container.copyFileToContainer(MountableFile.forHostPath(file), target);
  }

  /** Writes a file; the owner is a user of the machine, the mode octal. */
  public void write(String target, byte[] bytes, String owner, int mode) {
    container.copyFileToContainer(Transferable.of(bytes, 0100000 | mode), target);
    root("chown", owner + ":" + owner, target).expect(0);
  }

  /** All processes but kernel threads and zombies. */
  public List<MachineProcess> processes() {
    return ProcessTable.parse(
        root("python3", "-c", resource("rig/processes.py")).expect(0).stdout());
  }

  /** Each file outside these folders: mode, owner, path and hash, a line each. */
  public List<String> files(String... leftOut) {
    List<String> command = new ArrayList<>(List.of("python3", "-c", resource("rig/files.py")));
    command.addAll(List.of(leftOut));
    return root(command.toArray(String[]::new)).expect(0).stdout().lines().toList();
  }

  /** {@code systemctl reboot} from inside, through every service's orderly stop, until systemd runs again. */
  public void reboot() {
    root("systemctl", "reboot"); // it may die with the machine before it has an exit code
    int code =
        container
            .getDockerClient()
            .waitContainerCmd(container.getContainerId())
            .exec(new WaitContainerResultCallback())
            .awaitStatusCode(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (code != REBOOTED) {
      throw new AssertionError("the machine ended with " + code + " in place of a reboot");
    }
    powerOn();
  }

  /** Takes the power away in the midst of everything and gives it back. */
  public void cutPower() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    powerOn();
  }

  private void powerOn() {
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    awaitBoot();
  }

  /** Until systemd started all it wants to start. */
  private void awaitBoot() {
    Await.until(
        "systemd to finish booting",
        PATIENCE,
        () -> {
          String state = root("systemctl", "is-system-running").stdout().strip();
          return state.equals("running") || state.equals("degraded");
        });
  }

  /** A test resource as text. */
  public static String resource(String name) {
    try (InputStream in = SystemdMachine.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no test resource " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    container.stop();
  }
}
