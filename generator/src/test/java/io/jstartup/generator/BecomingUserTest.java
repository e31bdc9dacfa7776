package io.jstartup.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.generator.render.TemplateRenderer;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.detect.MachineFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How SMF's keeper of an app becomes the user: by perl, as its chroot(1) takes none. What it says runs here as well. */
final class BecomingUserTest {
  private static final String USER = "nobody";

  @TempDir Path folder;
  private Path launcher;

  @BeforeEach
  void makeLauncher() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root becomes another user");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    launcher = folder.resolve("a=launcher $x 'y'");
    Files.writeString(
        launcher,
        "#!/bin/sh\nid -u; id -ru; id -g; id -rg; id -G; printf '<%s>' \"$@\"; echo; env\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void hasItsIdsAndGroupsAndNoMore() throws Exception {
    List<String> said = run("a b", "$x `id` \"'\\").lines().toList();
    String uid = id("-u");
    String gid = id("-g");
    assertEquals(List.of(uid, uid, gid, gid, id("-G")), said.subList(0, 5));
    assertEquals("<a b><$x `id` \"'\\>", said.get(5));
    assertEquals(0, said.stream().filter(line -> line.startsWith("ROOTS=")).count());
  }

  private static String id(String what) throws Exception {
    return output(new ProcessBuilder("id", what, USER)).strip();
  }

  /** What the keeper's own function does with these words. */
  private String run(String... words) throws Exception {
    String keeper = keeper();
    int end = keeper.indexOf("\n}\n", keeper.indexOf("become_jstartup() {")) + 3;
    String text =
        keeper.substring(keeper.indexOf("become_jstartup() {"), end) + "become_jstartup \"$@\"\n";
    ProcessBuilder shell = new ProcessBuilder("sh", "-euc", "user=" + USER + "\n" + text, "sh");
    shell.command().addAll(List.of(words));
    shell.environment().put("ROOTS", "own");
    return output(shell.directory(new java.io.File("/")));
  }

  private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  private String keeper() {
    BootHook app =
        new BootHook(
                new Account(USER, 1, 1, folder),
                folder,
                folder,
                "jstartup-x",
                launcher,
                folder,
                BootHook.DEFAULT_SEARCH_PATH,
                false,
                Duration.ofSeconds(1))
            .forApp(
                "jstartup-x,y-0",
                folder.resolve("spec"),
                folder.resolve("gate"),
                folder.resolve("state"),
                Duration.ofSeconds(1));
    PlannedFile file =
        InitSystems.named("smf")
            .plan(app, new MachineFacts(folder, "SunOS", Map.of()), 0)
            .files()
            .stream()
            .filter(it -> it.template().equals("shell/keeper.ftl"))
            .findFirst()
            .orElseThrow();
    return new String(new TemplateRenderer().render(file), UTF_8);
  }
}
