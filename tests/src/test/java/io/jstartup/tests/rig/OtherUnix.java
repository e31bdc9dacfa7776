package io.jstartup.tests.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A Debian machine without what only Linux has: no proc(5) for anything but Java itself and ps(1), no tool of util-linux or of glibc
 * that the other system lacks, and a Java that says that it runs there. What the other system has instead is a stand-in that was written
 * after its manual ({@code unix/} of the test resources). jstartup lies in {@code /opt/jstartup}. One thread only.
 */
public final class OtherUnix implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final GenericContainer<?> container;

  private OtherUnix(GenericContainer<?> container) {
    this.container = container;
  }

  public static OtherUnix macOs() {
    return of("macos", "Mac OS X");
  }

  public static OtherUnix freeBsd() {
    return of("freebsd", "FreeBSD");
  }

  @SuppressWarnings("resource") // the machine owns it
  private static OtherUnix of(String system, String osName) {
    Path folder = Distribution.repository().resolve("tests/src/test/resources/unix");
    String subr =
        text(Distribution.repository().resolve("generator/src/test/resources/rcd/bsd.subr"));
    String script =
        "cp -r /copied /unix; cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-*/ jstartup"
            + "; ln -s /opt/jstartup/bin/jstartup /usr/local/bin; groupadd -g 4321 shared"
            + "; usermod -aG shared www; sh /unix/set-up \"$@\"; touch /ready; while :; do sleep 1; done";
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse("jstartup-rig/base:latest"))
            .withImagePullPolicy(name -> false)
            .withNetworkMode("none")
            .withCopyFileToContainer(
                MountableFile.forHostPath(Distribution.tarball()), "/opt/jstartup.tar.gz")
            .withCopyFileToContainer(MountableFile.forHostPath(folder), "/copied")
            .withCopyToContainer(Transferable.of(hideProc(folder)), "/copied/hide-proc.so")
            .withCopyToContainer(
                Transferable.of(JarOfOneClass.compile("As", text(folder.resolve("As.java")))),
                "/copied/as.jar")
            .withCopyToContainer(
                Transferable.of(subr.replace("CONF", "/etc/rc.conf.d")), "/etc/rc.subr")
            .withCommand("sh", "-euc", script, "sh", system, osName);
    container.start();
    OtherUnix machine = new OtherUnix(container);
    Await.until("the machine", PATIENCE, () -> machine.root("test -e /ready").exitCode() == 0);
    return machine;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] hideProc(Path folder) {
    return CProgram.compiled(text(folder.resolve("hide-proc.c")), "-shared", "-fPIC", "-ldl");
  }

  /** Runs text as root in {@code sh -euc}. */
  public Output root(String script) {
    return run("root", "/root", script);
  }

  /** Runs text as www in {@code sh -euc}. */
  public Output www(String script) {
    return run("www", "/home/www", script);
  }

  private Output run(String user, String home, String script) {
    String variables = "HOME=" + home + " USER=" + user + " JSTARTUP_JAVA_HOME=/unix/jdk";
    String path = " PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
    List<String> argv = new ArrayList<>(List.of("env", "-i", "-C", home));
    argv.addAll(List.of((variables + path).split(" ")));
    argv.addAll(List.of("sh", "-euc", script));
    return Exec.in(
        container, ExecConfig.builder().user(user).command(argv.toArray(String[]::new)).build());
  }

  @Override
  public void close() {
    container.stop();
  }
}
