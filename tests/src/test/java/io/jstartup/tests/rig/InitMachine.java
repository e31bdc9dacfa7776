package io.jstartup.tests.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Capability;
import io.jstartup.tests.rig.InitKind.Shutdown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A Debian 12 machine with an init system as PID 1, no network, and a user {@code www} who may sudo without a password. Its files
 * outlast a reboot and a power cut; {@code /run} does not, as on a real machine. One thread only.
 */
public class InitMachine implements AutoCloseable {
  public static final String USER = "www";
  public static final String HOME = "/home/www";

  private static final Duration PATIENCE = Duration.ofSeconds(120);

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

  private final InitKind kind;
  private final GenericContainer<?> container;

  /** A new machine, booted. */
  @SuppressWarnings("this-escape")
  protected InitMachine(InitKind kind) {
    this.kind = kind;
    this.container = start(kind);
    awaitBoot();
  }

  /** A new machine, booted: its init system has started all it wants to start. */
  public static InitMachine boot(InitKind kind) {
    return new InitMachine(kind);
  }

  @SuppressWarnings("resource") // the machine owns it
  private static GenericContainer<?> start(InitKind kind) {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse("jstartup-rig/" + kind.image() + ":latest"))
            .withImagePullPolicy(name -> false)
            .withNetworkMode("none")
            .withTmpFs(kind.memoryFolders())
            .withEnv(kind.environment())
            .withCreateContainerCmdModifier(
                command ->
                    command
                        .getHostConfig()
                        .withCapAdd(CAPABILITIES)
                        .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
                        .withCgroupnsMode("private"));
    container.start();
    return container;
  }

  /** Runs a program as root. */
  public Output root(String... command) {
    return Exec.in(container, ExecConfig.builder().command(command).build());
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
    return Exec.in(
        container, ExecConfig.builder().user(USER).command(all.toArray(String[]::new)).build());
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

  /** A reboot from inside, through every service's orderly stop, until the init system has booted again. */
  public void reboot() {
    shutDown(kind.reboot());
    powerOn();
  }

  /** The machine is switched off from inside, through every service's orderly stop, and on again. */
  public void powerOffAndOn() {
    shutDown(kind.powerOff());
    powerOn();
  }

  private void shutDown(Shutdown how) {
    root(
        how.command()
            .toArray(String[]::new)); // it may die with the machine before it has an exit code
    int code =
        container
            .getDockerClient()
            .waitContainerCmd(container.getContainerId())
            .exec(new WaitContainerResultCallback())
            .awaitStatusCode(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (code != how.code()) {
      throw new AssertionError("'" + how.command() + "' ended the machine with " + code);
    }
  }

  private void beginPowerOff() {
    List<String> command = new ArrayList<>(List.of("setsid", "--fork"));
    command.addAll(kind.powerOff().command());
    root(command.toArray(String[]::new)); // it may die with the machine
  }

  /** Takes the power away in the midst of everything and gives it back. */
  public void cutPower() {
    takePower();
    powerOn();
  }

  /**
   * Takes it away while the machine is switching itself off, and once more while it boots after that.
   *
   * @param first holds once the first cut is to come; when the machine is off before anybody could see that, it was switched off
   * @param again holds once the second one is to come
   */
  public void cutPowerTwice(BooleanSupplier first, BooleanSupplier again) {
    beginPowerOff();
    Await.until("the moment of the first power cut", PATIENCE, () -> isOff(first));
    takePower();
    start();
    Await.until("the moment of the second power cut", PATIENCE, () -> holds(again));
    takePower();
    powerOn();
  }

  /** Or this holds. */
  private static boolean isOff(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (ConflictException e) {
      return true;
    }
  }

  private void takePower() {
    try {
      container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    } catch (ConflictException e) {
      return; // a shutdown that was under way has ended
    }
  }

  private void powerOn() {
    start();
    awaitBoot();
  }

  private void start() {
    try {
      container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    } catch (NotModifiedException e) {
      return; // it runs
    }
  }

  private void awaitBoot() {
    Await.until(
        kind.image() + " to finish booting",
        PATIENCE,
        () -> holds(() -> root("sh", "-c", kind.ready()).exitCode() == 0));
  }

  /** A start may count as done while Docker is still busy with the end of the last run: then the machine is off. */
  private boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (ConflictException e) {
      start();
      return false;
    }
  }

  /** A test resource as text. */
  public static String resource(String name) {
    try (InputStream in = InitMachine.class.getClassLoader().getResourceAsStream(name)) {
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
