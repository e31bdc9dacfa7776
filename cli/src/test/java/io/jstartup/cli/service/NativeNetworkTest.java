package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.generator.RenderedFile;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.ServiceWish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services without a runner that wait for the network: the script that becomes the app, whole. {@code -Djstartup.golden.update=true} writes
 * the expected one anew.
 */
final class NativeNetworkTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/native");

  @TempDir Path machine;

  @ParameterizedTest
  @ValueSource(strings = {"runit", "s6"})
  void theScriptThatBecomesTheApp(String init) throws IOException {
    String text = "";
    for (RenderedFile file :
        NativeFiles.files(
            InitSystems.named(init)
                .services()
                .plan(
                    waiting(NativeApps.instances("slow", "{}")),
                    NativeMachines.facts(machine),
                    0))) {
      text += file.path().endsWith("run") ? "==> " + file.path() + "\n" + file.text() : "";
    }
    Path golden = GOLDEN.resolve("network-" + init + ".txt");
    if (Boolean.getBoolean("jstartup.golden.update")) {
      Files.writeString(golden, text);
    }
    assertEquals(Files.readString(golden), text);
  }

  /** As {@code native install --wait-ip} has it. */
  static ServiceWish waiting(List<SavedInstance> instances) {
    Path home = Path.of("/home/www");
    BootHook hook =
        new BootHook(
            new Account("www", 1000, 1000, home),
            home,
            home.resolve(".jstartup"),
            "jstartup-www",
            Path.of("/opt/jstartup/bin/jstartup"),
            Path.of("/usr/lib/jvm/java-17"),
            BootHook.DEFAULT_SEARCH_PATH,
            true,
            Duration.ofMillis(1600));
    return new ServiceWish(hook, "jstartup-www", instances, path -> true, saved -> "", Set.of());
  }
}
